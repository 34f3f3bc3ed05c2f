//! The accent colour: what a site chooses, made readable on a light and on a dark ground.
//!
//! Lightness is changed in Oklab (Björn Ottosson, 2020), so that the hue stays; contrast is WCAG 2.2's.

#![allow(clippy::many_single_char_names)] // The letters of colour spaces.

use super::error::ThemeError;

/// The contrast of accented text with a light ground: WCAG AA asks for 4.5; tinted surfaces take a little of it.
const ON_LIGHT: f64 = 5.6;
/// The same on a dark ground, where thin strokes need more.
const ON_DARK: f64 = 7.5;

/// A colour, each part from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Color([f64; 3]);

impl Color {
    /// `#rgb` or `#rrggbb`.
    pub(super) fn parse(value: &str, place: &'static str) -> Result<Self, ThemeError> {
        let wrong = || ThemeError::Accent { value: value.to_owned(), place };
        let digits = value.trim().strip_prefix('#').ok_or_else(wrong)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let width = match digits.len() {
            3 => 1,
            6 => 2,
            _ => return Err(wrong()),
        };
        let mut parts = [0.0; 3];
        for (part, at) in parts.iter_mut().zip((0..).step_by(width)) {
            let number = u8::from_str_radix(&digits[at..at + width], 16).map_err(|_| wrong())?;
            *part = f64::from(if width == 1 { number * 17 } else { number }) / 255.0;
        }
        Ok(Self(parts))
    }

    fn hex(self) -> String {
        let [r, g, b] = self.0.map(|part| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a byte
            let byte = (part.clamp(0.0, 1.0) * 255.0).round() as u8;
            byte
        });
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.0.map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    fn from_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        Self([
            gamma(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            gamma(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            gamma(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        ])
    }

    /// The same hue with another lightness and a share of its chroma.
    fn toned(self, lightness: f64, chroma: f64) -> Self {
        let [_, a, b] = self.oklab();
        Self::from_oklab([lightness, a * chroma, b * chroma])
    }

    /// The nearest lightness at which it stands out from `ground`.
    fn readable_on(self, ground: Self) -> Self {
        let [start, _, _] = self.oklab();
        let darker = ground.luminance() > 0.18;
        let enough = if darker { ON_LIGHT } else { ON_DARK };
        (0..=100)
            .map(|step| {
                let change = f64::from(step) / 100.0;
                self.toned(if darker { start - change } else { start + change }.clamp(0.0, 1.0), 1.0)
            })
            .find(|candidate| candidate.contrast(ground) >= enough)
            .unwrap_or(if darker { Self([0.0; 3]) } else { Self([1.0; 3]) })
    }
}

fn linear(part: f64) -> f64 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn gamma(part: f64) -> f64 {
    let part = part.clamp(0.0, 1.0);
    if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
}

/// The custom properties that a stylesheet starts with: `--accent` for links and buttons, `--accent-strong` under
/// the pointer, `--accent-soft` as a ground, `--on-accent` for text on the accent.
pub(super) fn properties(accent: Color, light: Color, dark: Color) -> String {
    let set = |ground: Color, lighter: bool| {
        let main = accent.readable_on(ground);
        let [lightness, _, _] = main.oklab();
        let [ground_lightness, _, _] = ground.oklab();
        let strong = main.toned((lightness + if lighter { 0.08 } else { -0.09 }).clamp(0.0, 1.0), 1.0);
        let soft = if lighter {
            accent.toned(ground_lightness + 0.09, 0.38)
        } else {
            accent.toned(ground_lightness - 0.035, 0.13)
        };
        format!(
            "--accent:{};--accent-strong:{};--accent-soft:{};--on-accent:{}",
            main.hex(),
            strong.hex(),
            soft.hex(),
            ground.hex()
        )
    };
    format!(
        ":root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}",
        set(light, false),
        set(dark, true)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_or_refused() {
        assert_eq!(Color::parse("#fff", "").unwrap().hex(), "#ffffff");
        assert_eq!(Color::parse(" #0B5c8A ", "").unwrap().hex(), "#0b5c8a");
        for wrong in ["", "#", "red", "#12", "#12345", "#gggggg", "#fff;}", "#éa"] {
            assert!(Color::parse(wrong, "").is_err(), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_accent_can_be_read(r: u8, g: u8, b: u8) {
            let accent = Color([r, g, b].map(|part| f64::from(part) / 255.0));
            for ground in ["#ffffff", "#14181d"] {
                let ground = Color::parse(ground, "").unwrap();
                let made = Color::parse(&accent.readable_on(ground).hex(), "").unwrap();
                proptest::prop_assert!(made.contrast(ground) >= 5.5, "{} {}", accent.hex(), made.hex());
            }
        }

        #[test]
        fn oklab_goes_there_and_back(r: u8, g: u8, b: u8) {
            let color = Color([r, g, b].map(|part| f64::from(part) / 255.0));
            proptest::prop_assert_eq!(Color::from_oklab(color.oklab()).hex(), color.hex());
        }
    }
}
