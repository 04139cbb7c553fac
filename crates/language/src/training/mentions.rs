//! Which mentions of a treebank are names?
//!
//! The GUM treebank marks every mention of a person, place or organization; it is a name where the words that carry
//! it are proper nouns. Their places stand in the fifth part: `(6-person-new-nnnnn-cf1-1,2,4-coref`.

use super::treebank::Word;
use crate::grammar::Tag;
use crate::names::labels::Kind;

/// The mentions of one sentence that are read so far.
#[derive(Default)]
pub struct Mentions {
    /// Whether the treebank marks mentions at all.
    marked: bool,
    /// Kind, first word, and the places of the words that carry it, counted from the first.
    found: Vec<(Kind, usize, Vec<usize>)>,
}

impl Mentions {
    /// Reads the last column of a line.
    pub fn add(&mut self, line: &str) {
        let mut columns = line.split('\t');
        let (Some(id), Some(misc)) = (columns.next(), columns.nth(8)) else { return };
        let Some(entity) = misc.split('|').find_map(|part| part.strip_prefix("Entity=")) else { return };
        self.marked = true;
        let Ok(first) = id.parse::<usize>() else { return };
        for mention in entity.split('(').skip(1) {
            let parts: Vec<&str> = mention.split('-').collect();
            let [_, kind, _, _, _, places, ..] = parts[..] else { continue };
            let kind = match kind {
                "person" => Kind::Person,
                "organization" => Kind::Organization,
                "place" => Kind::Place,
                _ => continue,
            };
            let places: Vec<usize> =
                places.trim_end_matches(')').split(',').filter_map(|place| place.parse().ok()).collect();
            self.found.push((kind, first - 1, places));
        }
    }

    /// Gives the labels of names; none where the treebank marks no mentions.
    pub fn names(mut self, words: &[Word]) -> Vec<u8> {
        if !self.marked {
            return Vec::new();
        }
        let mut labels = vec![0; words.len()];
        // A mention holds those that begin later: what is named already stays.
        self.found.sort_by_key(|(_, first, places)| (*first, std::cmp::Reverse(places.len())));
        for (kind, start, places) in self.found {
            let (Some(first), Some(last)) = (places.iter().min(), places.iter().max()) else { continue };
            let range = start + first.saturating_sub(1)..start + last;
            let (Some(own), Some(named)) = (words.get(range.clone()), labels.get_mut(range)) else { continue };
            let proper = own.iter().filter(|word| word.tag == Tag::ProperNoun).count();
            if proper * 2 >= own.len() && named.iter().all(|label| *label == 0) {
                named.fill(kind as u8 * 2 + 2);
                named[0] = kind as u8 * 2 + 1;
            }
        }
        labels
    }
}

#[cfg(test)]
mod tests {
    use crate::training::treebank::read;
    use schema::DataFile;

    #[test]
    fn only_proper_nouns_are_names() {
        let text = "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-nnnnn-cf1-2-sgl\n\
                    2\tmayor\tmayor\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=1)\n\
                    3\tsaw\tsee\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                    4\tNew\tNew\tPROPN\tNNP\t_\t5\tamod\t_\tEntity=(2-place-new-nnnnn-cf2-1,2-sgl-New_York\n\
                    5\tYork\tYork\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=2)\n";
        let sentences = read(&DataFile { path: "a.conllu".into(), bytes: text.into() }).unwrap();
        assert_eq!(sentences[0].names, [0, 0, 0, 5, 6]);
    }
}
