//! One file a command, and what they share.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod fetch;
pub(crate) mod init;
mod progress;
mod report;
pub(crate) mod serve;
mod shrink;
pub(crate) mod stats;
mod summary;
pub(crate) mod theme;

/// An error with its causes, save those that it already tells.
pub(crate) fn message(error: &anyhow::Error) -> String {
    let mut message = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !message.contains(&cause) {
            message.push_str("\n  because: ");
            message.push_str(&cause);
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::message;

    #[test]
    fn causes_are_told_once() {
        let error =
            Err::<(), _>(anyhow!("disk full")).context("public: disk full").context("could not build");
        assert_eq!(message(&error.unwrap_err()), "could not build\n  because: public: disk full");
    }
}
