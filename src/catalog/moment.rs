//! A moment in 8 bytes, for records of which there are hundreds of thousands.

use std::fmt;
use std::num::NonZeroU64;

use jiff::Timestamp;

/// A moment to the microsecond. An `Option` of it is as small as itself; of [`Timestamp`] it takes 24 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(NonZeroU64);

impl Moment {
    /// Microseconds since 1970 with this bit turned over are in the order of time, and 0 is no timestamp's.
    const SIGN: u64 = 1 << 63;

    /// The moment as the rest of the program reckons with it.
    pub fn timestamp(self) -> Timestamp {
        let microseconds = (self.0.get() ^ Self::SIGN).cast_signed();
        // Made of a timestamp, so that it always is one; the last second of all is taken without its fraction.
        Timestamp::from_microsecond(microseconds)
            .or_else(|_| Timestamp::from_second(microseconds.div_euclid(1_000_000)))
            .unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl From<Timestamp> for Moment {
    fn from(timestamp: Timestamp) -> Self {
        Self(
            NonZeroU64::new(timestamp.as_microsecond().cast_unsigned() ^ Self::SIGN)
                .unwrap_or(NonZeroU64::MIN),
        )
    }
}

impl From<Moment> for Timestamp {
    fn from(moment: Moment) -> Self {
        moment.timestamp()
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.timestamp().fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_timestamps_in_order() {
        let texts = [
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:00:00Z",
            "2024-07-06T16:23:53.031782Z",
            "9999-12-30T00:00:00Z",
        ];
        let timestamps = texts.map(|text| text.parse::<Timestamp>().unwrap());
        let moments = timestamps.map(Moment::from);
        assert_eq!(moments.map(Timestamp::from), timestamps);
        assert!(moments.is_sorted());
        for end in [Timestamp::MIN, Timestamp::MAX] {
            assert_eq!(Moment::from(end).timestamp().as_second(), end.as_second());
        }
        assert_eq!(size_of::<Option<Moment>>(), 8);
    }
}
