//! Which words mean the same, where accounts are compared? The tables `[[meaning]]` of `merging.toml`.

use crate::settings::Settings;
use crate::words::stem;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Meaning {
    words: Vec<String>,
}

/// For each stem of a word that means the same as others, the one that stands for them.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<Meaning>")]
pub(crate) struct Meanings(HashMap<String, String>);

impl From<Vec<Meaning>> for Meanings {
    fn from(meanings: Vec<Meaning>) -> Self {
        let mut stands = HashMap::new();
        for Meaning { words } in &meanings {
            for form in words.iter().flat_map(|word| forms(word)) {
                stands.insert(stem(&form), words[0].clone());
            }
        }
        Self(stands)
    }
}

/// Gives the regular forms of a word: kill, kills, killed, killing.
fn forms(word: &str) -> [String; 4] {
    let bare = word.strip_suffix('e').unwrap_or(word);
    [word.to_owned(), format!("{word}s"), format!("{bare}ed"), format!("{bare}ing")]
}

impl Settings {
    /// Gives the word that stands for all that mean the same, by the first letters of one; else the word itself.
    ///
    /// "injured" gives "wound".
    #[must_use]
    pub fn meaning<'w>(&'w self, word: &'w str) -> &'w str {
        self.meanings.0.get(&stem(word)).map_or(word, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::{Meaning, Meanings};

    #[test]
    fn forms_of_a_word_stand_for_the_first() {
        let meanings = Meanings::from(vec![Meaning { words: ["wound", "injure"].map(String::from).to_vec() }]);
        for form in ["wound", "wounde", "injure", "injuri"] {
            assert_eq!(meanings.0.get(form).map(String::as_str), Some("wound"), "{form}");
        }
        assert!(!meanings.0.contains_key("inject"));
    }
}
