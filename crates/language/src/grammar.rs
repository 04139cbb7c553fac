//! Which tags and relations are there?
//!
//! Universal Dependencies, version 2 (de Marneffe et al. 2021), with the subtypes that the English treebanks use; those of
//! other languages count as what they are subtypes of.

/// A universal part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tag {
    /// `ADJ`
    Adjective,
    /// `ADP`
    Adposition,
    /// `ADV`
    Adverb,
    /// `AUX`
    Auxiliary,
    /// `CCONJ`
    CoordinatingConjunction,
    /// `DET`
    Determiner,
    /// `INTJ`
    Interjection,
    /// `NOUN`
    Noun,
    /// `NUM`
    Numeral,
    /// `PART`
    Particle,
    /// `PRON`
    Pronoun,
    /// `PROPN`
    ProperNoun,
    /// `PUNCT`
    Punctuation,
    /// `SCONJ`
    SubordinatingConjunction,
    /// `SYM`
    Symbol,
    /// `VERB`
    Verb,
    /// `X`
    Other,
}

impl Tag {
    /// Every value, in the order of its number.
    pub const ALL: [Self; 17] = [
        Self::Adjective,
        Self::Adposition,
        Self::Adverb,
        Self::Auxiliary,
        Self::CoordinatingConjunction,
        Self::Determiner,
        Self::Interjection,
        Self::Noun,
        Self::Numeral,
        Self::Particle,
        Self::Pronoun,
        Self::ProperNoun,
        Self::Punctuation,
        Self::SubordinatingConjunction,
        Self::Symbol,
        Self::Verb,
        Self::Other,
    ];

    const LABELS: [&'static str; 17] = [
        "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X",
    ];

    /// Gives the label as the treebanks write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize]
    }

    /// Finds the value of a label; none where the treebanks have no such label.
    #[must_use]
    pub fn parse(label: &str) -> Option<Self> {
        labeled(&Self::ALL, &Self::LABELS, label)
    }
}

/// How a word depends on its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Relation {
    /// `acl`
    Acl,
    /// `acl:relcl`
    AclRelcl,
    /// `advcl`
    Advcl,
    /// `advcl:relcl`
    AdvclRelcl,
    /// `advmod`
    Advmod,
    /// `amod`
    Amod,
    /// `appos`
    Appos,
    /// `aux`
    Aux,
    /// `aux:pass`
    AuxPass,
    /// `case`
    Case,
    /// `cc`
    Cc,
    /// `cc:preconj`
    CcPreconj,
    /// `ccomp`
    Ccomp,
    /// `compound`
    Compound,
    /// `compound:prt`
    CompoundPrt,
    /// `conj`
    Conj,
    /// `cop`
    Cop,
    /// `csubj`
    Csubj,
    /// `csubj:pass`
    CsubjPass,
    /// `csubj:outer`
    CsubjOuter,
    /// `dep`
    Dep,
    /// `det`
    Det,
    /// `det:predet`
    DetPredet,
    /// `discourse`
    Discourse,
    /// `dislocated`
    Dislocated,
    /// `expl`
    Expl,
    /// `fixed`
    Fixed,
    /// `flat`
    Flat,
    /// `goeswith`
    Goeswith,
    /// `iobj`
    Iobj,
    /// `list`
    List,
    /// `mark`
    Mark,
    /// `nmod`
    Nmod,
    /// `nmod:npmod`
    NmodNpmod,
    /// `nmod:poss`
    NmodPoss,
    /// `nmod:tmod`
    NmodTmod,
    /// `nmod:desc`
    NmodDesc,
    /// `nmod:unmarked`
    NmodUnmarked,
    /// `nsubj`
    Nsubj,
    /// `nsubj:pass`
    NsubjPass,
    /// `nsubj:outer`
    NsubjOuter,
    /// `nummod`
    Nummod,
    /// `obj`
    Obj,
    /// `obl`
    Obl,
    /// `obl:agent`
    OblAgent,
    /// `obl:npmod`
    OblNpmod,
    /// `obl:tmod`
    OblTmod,
    /// `obl:unmarked`
    OblUnmarked,
    /// `orphan`
    Orphan,
    /// `parataxis`
    Parataxis,
    /// `punct`
    Punct,
    /// `reparandum`
    Reparandum,
    /// `root`
    Root,
    /// `vocative`
    Vocative,
    /// `xcomp`
    Xcomp,
}

impl Relation {
    /// Every value, in the order of its number.
    pub const ALL: [Self; 55] = [
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::AdvclRelcl,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::AuxPass,
        Self::Case,
        Self::Cc,
        Self::CcPreconj,
        Self::Ccomp,
        Self::Compound,
        Self::CompoundPrt,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::CsubjPass,
        Self::CsubjOuter,
        Self::Dep,
        Self::Det,
        Self::DetPredet,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::Fixed,
        Self::Flat,
        Self::Goeswith,
        Self::Iobj,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::NmodNpmod,
        Self::NmodPoss,
        Self::NmodTmod,
        Self::NmodDesc,
        Self::NmodUnmarked,
        Self::Nsubj,
        Self::NsubjPass,
        Self::NsubjOuter,
        Self::Nummod,
        Self::Obj,
        Self::Obl,
        Self::OblAgent,
        Self::OblNpmod,
        Self::OblTmod,
        Self::OblUnmarked,
        Self::Orphan,
        Self::Parataxis,
        Self::Punct,
        Self::Reparandum,
        Self::Root,
        Self::Vocative,
        Self::Xcomp,
    ];

    const LABELS: [&'static str; 55] = [
        "acl",
        "acl:relcl",
        "advcl",
        "advcl:relcl",
        "advmod",
        "amod",
        "appos",
        "aux",
        "aux:pass",
        "case",
        "cc",
        "cc:preconj",
        "ccomp",
        "compound",
        "compound:prt",
        "conj",
        "cop",
        "csubj",
        "csubj:pass",
        "csubj:outer",
        "dep",
        "det",
        "det:predet",
        "discourse",
        "dislocated",
        "expl",
        "fixed",
        "flat",
        "goeswith",
        "iobj",
        "list",
        "mark",
        "nmod",
        "nmod:npmod",
        "nmod:poss",
        "nmod:tmod",
        "nmod:desc",
        "nmod:unmarked",
        "nsubj",
        "nsubj:pass",
        "nsubj:outer",
        "nummod",
        "obj",
        "obl",
        "obl:agent",
        "obl:npmod",
        "obl:tmod",
        "obl:unmarked",
        "orphan",
        "parataxis",
        "punct",
        "reparandum",
        "root",
        "vocative",
        "xcomp",
    ];

    /// Gives the label as the treebanks write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize]
    }

    /// Finds the value of a label; none where the treebanks have no such label.
    #[must_use]
    pub fn parse(label: &str) -> Option<Self> {
        labeled(&Self::ALL, &Self::LABELS, label)
    }
}

/// Finds the value of which this is the label, where both stand in one order.
pub(crate) fn labeled<T: Copy>(values: &[T], labels: &[&str], label: &str) -> Option<T> {
    labels.iter().position(|known| *known == label).map(|index| values[index])
}
