//! Which Penn Treebank tags are there?

/// Every tag of the English treebanks, in the order of its number in the models.
pub const FINE: [&str; 51] = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ",
    "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP",
    "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``", "XX", "NIL",
];

/// Finds the number of a tag; none where the treebanks have no such tag.
pub fn number(label: &str) -> Option<u8> {
    FINE.iter().position(|known| *known == label).and_then(|index| u8::try_from(index).ok())
}

/// Gives the tag of a number; `XX`, the unknown tag, where there is none.
pub fn label(number: u8) -> &'static str {
    FINE.get(usize::from(number)).copied().unwrap_or("XX")
}
