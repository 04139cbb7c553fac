//! Which given names and surnames does the Python package `faker` list?

use crate::listed::PEOPLE;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Languages and countries that must share a given name for it to be called shared.
const SHARED: usize = 3;

/// Writes `models/en/people.txt` from the folder of persons of the package: a folder for each language and country,
/// with lists of names in the fields of one class.
///
/// # Errors
/// A file that cannot be read or written.
pub fn people(folder: &Path, root: &Path) -> Result<()> {
    let (mut given, mut surnames) = (BTreeMap::new(), BTreeMap::new());
    for locale in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = locale?.path().join("__init__.py");
        if path.is_file() {
            let (mut here, mut above) = names(&std::fs::read_to_string(&path)?);
            for (names, counts) in [(&mut here, &mut given), (&mut above, &mut surnames)] {
                names.sort();
                names.dedup();
                names.drain(..).for_each(|name| *counts.entry(name).or_insert(0) += 1);
            }
        }
    }
    let mut text = String::from(
        "# Names of people, from the Python package faker (MIT): made by `cargo xtask import people FOLDER`.\n",
    );
    let own = given.iter().filter(|(_, count)| **count < SHARED);
    let shared = given.iter().filter(|(_, count)| **count >= SHARED);
    for (list, names) in
        [("given", own.collect()), ("shared", shared.collect()), ("surnames", surnames.iter().collect::<Vec<_>>())]
    {
        writeln!(text, "[{list}]")?;
        names.iter().try_for_each(|(name, _)| writeln!(text, "{name}"))?;
    }
    std::fs::write(root.join(PEOPLE), text).context(PEOPLE)
}

/// Gives the given names and the surnames of one file.
fn names(code: &str) -> (Vec<String>, Vec<String>) {
    let (mut given, mut surnames) = (Vec::new(), Vec::new());
    let mut field = "";
    for line in code.lines() {
        if let Some(start) = line.strip_prefix("    ").filter(|line| line.starts_with(char::is_alphabetic)) {
            field = start;
        }
        let list = match field {
            field if field.starts_with("first_name") => &mut given,
            field if field.starts_with("last_name") => &mut surnames,
            _ => continue,
        };
        let quoted = line.split('"').skip(1).step_by(2).filter(|name| is_name(name));
        list.extend(quoted.map(str::to_owned));
    }
    (given, surnames)
}

/// Takes names in Latin letters.
fn is_name(text: &str) -> bool {
    let latin = |letter: char| letter < '\u{250}' && letter.is_alphabetic() || " -'’".contains(letter);
    text.chars().count() > 1 && text.starts_with(char::is_uppercase) && text.chars().all(latin)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_found_in_code() {
        let code = "class Provider:\n    formats = (\"{{first_name}}\",)\n    first_names = (\n        \"Amina\",\n        \"Zoë\",\n    )\n\n    \
                    last_names = OrderedDict(((\"Okello\", 0.5), (\"al-Amin\", 0.5)))\n    prefixes = (\"Mr\",)\n";
        assert_eq!(names(code), (vec!["Amina".into(), "Zoë".into()], vec!["Okello".into()]));
    }
}
