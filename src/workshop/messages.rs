//! The messages of a theme's own, in both languages beside each other.

use std::collections::{BTreeMap, BTreeSet};

use super::LANGUAGES;
use crate::theme::{Inspection, Mistake, OwnMessage, ThemeError};

/// Families of labels, which the program asks for by the words of vocabularies.
const LABELS: [&str; 10] = [
    "access-",
    "badge-",
    "family-",
    "frequency-",
    "granularity-",
    "license-",
    "producer-",
    "reuse-topic-",
    "reuse-type-",
    "updated-",
];

/// Messages that nobody asks for, that stand in one language only, or that ask for what they are not given.
pub(super) fn check(inspection: &Inspection, used: &BTreeSet<String>) -> Result<Vec<Mistake>, ThemeError> {
    let mut mistakes = Vec::new();
    let mut by_language: BTreeMap<&str, Vec<OwnMessage>> = BTreeMap::new();
    for language in LANGUAGES {
        by_language.insert(language, inspection.own_messages(language)?);
    }
    for (language, messages) in &by_language {
        let other = LANGUAGES.iter().find(|other| *other != language).unwrap_or(language);
        for message in messages {
            let key = &message.key;
            if let Some(behind) = &message.behind {
                if let Some(extra) = message.parameters.difference(behind).next() {
                    let given: Vec<_> = behind.iter().map(|name| format!("${name}")).collect();
                    let given = if given.is_empty() { "no parameter".to_owned() } else { given.join(", ") };
                    let text = format!("the message {key:?} asks for ${extra}, and is given {given}");
                    mistakes.push(message.mistake("extra-parameter", text));
                }
                continue;
            }
            if !used.contains(key) && !LABELS.iter().any(|family| key.starts_with(family)) {
                let near = inspection
                    .nearest_message(key)
                    .map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
                let text = format!("no template asks for the message {key:?}, nor does the program{near}");
                mistakes.push(message.mistake("unused-message", text));
            }
            let twin = by_language.get(other).and_then(|all| all.iter().find(|twin| twin.key == *key));
            match twin {
                None => {
                    let text = format!("the message {key:?} is in {language}.ftl only, not in {other}.ftl");
                    mistakes.push(message.mistake("one-language", text));
                }
                Some(twin) if language == &LANGUAGES[0] && twin.parameters != message.parameters => {
                    let text = format!("the message {key:?} has other parameters in {other}.ftl");
                    mistakes.push(message.mistake("extra-parameter", text));
                }
                Some(_) => {}
            }
        }
    }
    Ok(mistakes)
}
