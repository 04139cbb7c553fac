//! How are the reasons of many decisions kept in little room?

use serde::{Deserialize, Serialize, Serializer};

/// Stands between two reasons; no reason has it inside.
const BETWEEN: char = '\u{1e}';

/// Reasons in plain words, in order. A large case has several for every mention, so one text holds them all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Reasons(Box<str>);

impl Reasons {
    /// Gives each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(BETWEEN).filter(|reason| !reason.is_empty())
    }

    /// Gives them as one text for reading.
    #[must_use]
    pub fn join(&self, between: &str) -> String {
        self.0.replace(BETWEEN, between)
    }
}

impl<S: AsRef<str>> FromIterator<S> for Reasons {
    fn from_iter<I: IntoIterator<Item = S>>(reasons: I) -> Self {
        let mut all = String::new();
        for reason in reasons {
            if !all.is_empty() {
                all.push(BETWEEN);
            }
            all.extend(reason.as_ref().chars().filter(|letter| *letter != BETWEEN));
        }
        // A text that shrinks by less than half keeps its room; a new one has none to spare.
        Self(all.as_str().into())
    }
}

impl From<Vec<String>> for Reasons {
    fn from(reasons: Vec<String>) -> Self {
        reasons.into_iter().collect()
    }
}

impl Serialize for Reasons {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::Reasons;

    #[test]
    fn reasons_stay_apart_and_in_order() {
        let reasons: Reasons = ["same day", "same place"].into_iter().collect();
        assert_eq!(reasons.iter().collect::<Vec<_>>(), ["same day", "same place"]);
        assert_eq!(reasons.join("; "), "same day; same place");
        assert_eq!(Reasons::default().iter().count(), 0);
    }
}
