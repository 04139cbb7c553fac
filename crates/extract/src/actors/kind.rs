//! Which kinds of actor, of `data/ontology/actor_kinds.toml`, does the grammar of names itself speak of?

/// A country.
pub(super) const STATE: &str = "state";
/// Its police.
pub(super) const POLICE: &str = "security_forces";
/// Somebody.
pub(crate) const PERSON: &str = "person";
/// Those who bear arms, where more is not known of them.
pub(super) const GROUP: &str = "armed_group";
/// A body, where more is not known of it.
pub(super) const BODY: &str = "organization";
