//! What stands in a treebank in the CoNLL-U format?

use super::mentions::Mentions;
use crate::fine;
use crate::grammar::{Relation, Tag};
use schema::{DataFile, Problem};

/// One word of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As written.
    pub form: String,
    /// Base form.
    pub lemma: String,
    /// Universal part of speech.
    pub tag: Tag,
    /// Number of the Penn Treebank tag in the list of all.
    pub fine: u8,
    /// Place of its head, counted from 1; 0 for the root.
    pub head: usize,
    /// How it depends on its head.
    pub relation: Relation,
    /// Whether the next word follows without a space.
    pub joined: bool,
}

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Its text as the treebank gives it.
    pub text: String,
    /// Whether a paragraph starts with it.
    pub opens: bool,
    /// Labels of names, word by word: 0 for none, `2k + 1` where a name of kind `k` begins, `2k + 2` where it goes
    /// on; empty where names are not known.
    pub names: Vec<u8>,
    /// Whether tags and trees are not known.
    pub is_bare: bool,
}

impl Sentence {
    /// Tells whether tags and trees are known.
    #[must_use]
    pub fn has_tree(&self) -> bool {
        !self.is_bare
    }
}

impl Word {
    /// Gives the Penn Treebank tag.
    #[must_use]
    pub fn fine_label(&self) -> &'static str {
        fine::label(self.fine)
    }
}

/// Reads a treebank, or tells every line that cannot be read.
pub fn read(file: &DataFile) -> Result<Vec<Sentence>, Vec<Problem>> {
    let text = file.text().map_err(|problem| vec![problem])?;
    let (mut sentences, mut problems) = (Vec::new(), Vec::new());
    let mut sentence = Sentence::default();
    let mut inside = Inside::default();
    let mut mentions = Mentions::default();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() {
            let mut whole = std::mem::take(&mut sentence);
            whole.names = std::mem::take(&mut mentions).names(&whole.words);
            if !whole.words.is_empty() {
                sentences.push(whole);
            }
            inside = Inside::default();
        } else if let Some(comment) = line.strip_prefix('#') {
            sentence.opens |= comment.trim_start().starts_with("newpar") || comment.trim_start().starts_with("newdoc");
            if let Some(words) = comment.trim_start().strip_prefix("text = ") {
                words.clone_into(&mut sentence.text);
            }
        } else if let Err(message) = add(&mut sentence, line, &mut inside).map(|()| mentions.add(line)) {
            let hint = "write the ten columns of CoNLL-U with the labels of Universal Dependencies".into();
            problems.push(Problem { file: file.path.clone(), line: number + 1, message, hint });
        }
    }
    if problems.is_empty() { Ok(sentences) } else { Err(problems) }
}

/// The multiword token that is being read: its last word, and whether the next word follows without a space.
#[derive(Default)]
struct Inside {
    last: usize,
    joined: bool,
}

/// Adds a word.
fn add(sentence: &mut Sentence, line: &str, inside: &mut Inside) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, tag, fine, features, head, relation, _, misc] = columns[..] else {
        return Err(format!("{} columns", columns.len()));
    };
    if let Some((_, last)) = id.split_once('-') {
        let last = last.parse().map_err(|_| format!("range `{id}`"))?;
        *inside = Inside { last, joined: misc.contains("SpaceAfter=No") };
        return Ok(());
    }
    if id.contains('.') {
        return Ok(());
    }
    let number = sentence.words.len() + 1;
    if id.parse() != Ok(number) {
        return Err(format!("word `{id}` stands where word {number} is due"));
    }
    let tag = Tag::parse(tag).ok_or_else(|| format!("tag `{tag}`"))?;
    // Other languages have other subtypes.
    let relation = Relation::parse(relation).or_else(|| Relation::parse(relation.split(':').next()?));
    sentence.words.push(Word {
        form: form.into(),
        lemma: lemma.into(),
        tag,
        fine: fine::number(fine).or_else(|| fine::number(fine::of_features(form, tag, features))).unwrap_or(0),
        head: head.parse().map_err(|_| format!("head `{head}`"))?,
        relation: relation.ok_or_else(|| format!("relation `{}`", columns[7]))?,
        joined: misc.contains("SpaceAfter=No") || number < inside.last || number == inside.last && inside.joined,
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::read;
    use schema::DataFile;

    #[test]
    fn words_are_read_and_errors_told() {
        let text = "# newpar\n# text = Do n't go\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n\
                    2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n";
        let sentences = read(&DataFile { path: "a.conllu".into(), bytes: text.into() }).unwrap();
        assert!(sentences[0].opens && sentences[0].words[0].joined && sentences[0].words[1].joined);
        assert!(!sentences[0].words[2].joined);
        let wrong = text.replace("aux", "nonsense");
        assert_eq!(read(&DataFile { path: "a.conllu".into(), bytes: wrong.into() }).unwrap_err()[0].line, 4);
    }
}
