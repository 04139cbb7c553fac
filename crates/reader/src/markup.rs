//! Which words in an element's class, id and role tell what the element is?

use crate::words::syntax;
use regex::Regex;
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::HashMap;

/// What the names of an element say about it; one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Sign {
    Body,
    Article,
    Content,
    Lead,
    Menu,
    Doubtful,
    Comments,
    Comment,
    CommentText,
    Author,
    Date,
    Caption,
    Kicker,
    Control,
    Live,
    Byline,
    Replies,
    Answered,
    Number,
}

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(u32);

impl Signs {
    pub(crate) fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u16) != 0
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Lists {
    body: Vec<String>,
    article: Vec<String>,
    content: Vec<String>,
    lead: Vec<String>,
    menu: Vec<String>,
    doubtful: Vec<String>,
    comments: Vec<String>,
    comment: Vec<String>,
    comment_text: Vec<String>,
    author: Vec<String>,
    date: Vec<String>,
    caption: Vec<String>,
    kicker: Vec<String>,
    control: Vec<String>,
    live: Vec<String>,
    byline: Vec<String>,
    replies: Vec<String>,
    answered: Vec<String>,
    number: Vec<String>,
    depth: Vec<String>,
}

/// The words of `data/sources/markup.toml`, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Markup {
    /// Whole names: `=widget`.
    whole: HashMap<String, Signs>,
    /// What begins with a part that is written out, by that part.
    written: HashMap<String, Vec<Word>>,
    /// What begins with a part that holds a star, by the first byte.
    starred: HashMap<u8, Vec<Word>>,
    depth: Option<Regex>,
}

/// A word of a list, cut into its parts, with what it says.
#[derive(Clone, Debug)]
struct Word {
    parts: Vec<String>,
    signs: Signs,
}

impl Word {
    fn matches(&self, names: &[&str]) -> bool {
        names.len() >= self.parts.len() && self.parts.iter().zip(names).all(|(part, name)| part_matches(part, name))
    }
}

/// "relat*" is "related" and "relative".
fn part_matches(part: &str, name: &str) -> bool {
    let Some((start, end)) = part.split_once('*') else { return part == name };
    name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
}

impl Markup {
    /// Loads the words; adds a problem where they cannot be used.
    pub(crate) fn load(files: &[DataFile], problems: &mut Vec<Problem>) -> Self {
        let mut lists = Lists::default();
        for file in files.iter().filter(|file| file.path.ends_with("sources/markup.toml")) {
            match file.text().map(|text| (text, toml::from_str::<Lists>(text))) {
                Ok((_, Ok(read))) => lists = read,
                Ok((text, Err(error))) => problems.push(syntax(&file.path, text, &error)),
                Err(problem) => problems.push(problem),
            }
        }
        // In the order of `Sign`.
        let all = [
            &lists.body,
            &lists.article,
            &lists.content,
            &lists.lead,
            &lists.menu,
            &lists.doubtful,
            &lists.comments,
            &lists.comment,
            &lists.comment_text,
            &lists.author,
            &lists.date,
            &lists.caption,
            &lists.kicker,
            &lists.control,
            &lists.live,
            &lists.byline,
            &lists.replies,
            &lists.answered,
            &lists.number,
        ];
        let depth: Vec<String> = lists.depth.iter().map(|word| regex::escape(word)).collect();
        let depth = Regex::new(&format!(r"[ -](?:{})-?(\d{{1,3}})[ -]", depth.join("|"))).ok();
        let mut markup = Self { depth, ..Self::default() };
        for (sign, words) in all.into_iter().enumerate() {
            words.iter().for_each(|word| markup.add(word, Signs(1 << sign)));
        }
        markup
    }

    fn add(&mut self, word: &str, signs: Signs) {
        if let Some(whole) = word.strip_prefix('=') {
            let known = self.whole.entry(whole.to_owned()).or_default();
            known.0 |= signs.0;
            return;
        }
        let parts: Vec<String> = word.split('-').map(str::to_owned).collect();
        let first = parts[0].clone();
        let word = Word { parts, signs };
        match first.bytes().next() {
            Some(byte) if first.contains('*') => self.starred.entry(byte).or_default().push(word),
            _ => self.written.entry(first).or_default().push(word),
        }
    }

    /// Reads how deep in its thread a comment of that class stands: "depth-2".
    pub(crate) fn depth(&self, class: &str) -> Option<usize> {
        let mut names = String::new();
        fold(class, &mut names);
        self.depth.as_ref()?.captures(&names)?.get(1)?.as_str().parse().ok()
    }

    /// Reads the signs in names that [`fold`] wrote.
    pub(crate) fn signs(&self, names: &str) -> Signs {
        let mut signs = Signs::default();
        for name in names.split(' ').filter(|name| !name.is_empty()) {
            signs.0 |= self.whole.get(name).copied().unwrap_or_default().0;
            let parts: Vec<&str> = name.split('-').collect();
            for (n, part) in parts.iter().enumerate() {
                let starred = part.bytes().next().and_then(|byte| self.starred.get(&byte));
                let words = self.written.get(*part).into_iter().chain(starred).flatten();
                signs.0 |= words.filter(|word| word.matches(&parts[n..])).fold(0, |bits, word| bits | word.signs.0);
            }
        }
        signs
    }
}

/// Writes an element's names into `out` as words to look in: "articleBody main" becomes " article-body main ".
pub(crate) fn fold(name: &str, out: &mut String) {
    if out.is_empty() {
        out.push(' ');
    }
    let mut small = false;
    for c in name.trim().chars() {
        let end = out.chars().next_back().unwrap_or(' ');
        if c.is_whitespace() {
            if end != ' ' {
                out.push(' ');
            }
        } else if !c.is_alphanumeric() {
            if !matches!(end, ' ' | '-') {
                out.push('-');
            }
        } else {
            if c.is_uppercase() && small {
                out.push('-');
            }
            out.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Publishers;

    fn signs(name: &str) -> Signs {
        let mut names = String::new();
        fold(name, &mut names);
        Publishers::for_tests().markup.signs(&names)
    }

    #[test]
    fn cuts_names_into_parts() {
        let mut names = String::new();
        fold("articleBody main_Text  x", &mut names);
        assert_eq!(names, " article-body main-text x ");
    }

    #[test]
    fn tells_accounts_from_what_stands_around_them() {
        assert!(signs("articleBody").has(Sign::Body));
        assert!(signs("sidebar-left").has(Sign::Menu) && signs("widget").has(Sign::Menu));
        assert!(!signs("elementor-widget-text").has(Sign::Menu));
        assert!(!signs("shareholders-meeting-text").has(Sign::Body));
        assert!(signs("comment even thread-even").has(Sign::Comment));
        let depth = |class| Publishers::for_tests().markup.depth(class);
        assert_eq!([depth("comment depth-2"), depth("comment-level3"), depth("comment")], [Some(2), Some(3), None]);
    }
}
