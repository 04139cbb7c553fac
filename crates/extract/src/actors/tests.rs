//! Are the actors of small texts found?
