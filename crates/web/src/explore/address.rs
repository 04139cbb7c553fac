//! Which events does an address ask for, and which address asks for them?

use crate::{parts::link, refusal::Refusal};
use jiff::civil::Date;
use store::query::{Filter, Page, Sort};

/// What an address may hold beside filters.
const VIEW: [&str; 2] = ["sort", "cursor"];
/// Events on one page.
pub(crate) const LENGTH: usize = 50;

/// The filters of an address as pairs, as the command line and the API read them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Address {
    /// Key and value; values are never empty.
    pub pairs: Vec<(String, String)>,
}

impl Address {
    /// Gives the first value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Gives this address without some pairs.
    pub fn without(&self, leave: impl Fn(&str, &str) -> bool) -> Self {
        Self { pairs: self.pairs.iter().filter(|(key, value)| !leave(key, value)).cloned().collect() }
    }

    /// Gives this address with one more pair.
    pub fn with(&self, key: &str, value: &str) -> Self {
        let mut more = self.clone();
        more.pairs.push((key.into(), value.into()));
        more
    }

    /// Gives what stands behind the question mark.
    pub fn query(&self) -> String {
        let pairs: Vec<String> = self.pairs.iter().map(|(key, value)| format!("{key}={}", link::part(value))).collect();
        pairs.join("&")
    }

    /// Writes the address of the list with these filters.
    pub fn list(&self) -> String {
        self.below("/")
    }

    /// Writes the address of another page with these filters.
    pub fn below(&self, path: &str) -> String {
        if self.pairs.is_empty() { path.into() } else { format!("{path}?{}", self.query()) }
    }
}

/// What an address asks for.
#[derive(Debug)]
pub(crate) struct View {
    /// Its filters, written in one order for equal questions.
    pub address: Address,
    /// The same, read.
    pub filter: Filter,
    /// Which part of the list.
    pub page: Page,
}

impl View {
    /// Reads an address; every parameter must be known, or research goes wrong in silence.
    pub fn parse(asked: &[(String, String)]) -> Result<Self, Refusal> {
        let (view, filters): (Vec<_>, Vec<_>) = asked.iter().partition(|(key, _)| VIEW.contains(&key.as_str()));
        let filter = Filter::parse(filters.iter().map(|(key, value)| (key.as_str(), value.as_str())))
            .map_err(|bad| Refusal::Misasked(bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
        let mut page = Page { limit: LENGTH, ..Page::default() };
        for (key, value) in view {
            match key.as_str() {
                "sort" => page.sort = Sort::parse(value).ok_or_else(|| wrong_sort(value))?,
                _ => page.after = Some(value.clone()).filter(|cursor| !cursor.is_empty()),
            }
        }
        Ok(Self { address: Address { pairs: filter.pairs() }, filter, page })
    }

    /// The name of the order.
    pub fn sort(&self) -> &'static str {
        match self.page.sort {
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Told => "told",
        }
    }

    /// The day as known on which everything is shown.
    pub fn as_of(&self) -> Option<Date> {
        self.filter.as_of
    }
}

fn wrong_sort(value: &str) -> Refusal {
    Refusal::Misasked(format!("sort={value}: write newest, oldest or told"))
}

#[cfg(test)]
mod tests {
    use super::View;

    fn parse(pairs: &[(&str, &str)]) -> Result<View, crate::refusal::Refusal> {
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        View::parse(&pairs)
    }

    #[test]
    fn what_no_filter_can_be_is_refused() {
        for pair in [("colour", "red"), ("from", "June"), ("bbox", "1,2,3"), ("not.q", "x"), ("sort", "best")] {
            assert!(parse(&[pair]).is_err(), "{pair:?}");
        }
    }

    #[test]
    fn a_view_and_its_address_say_the_same() {
        let view = parse(&[("place", "كفرزيتا"), ("not.actor", "state & co"), ("to", ""), ("cursor", "E-1")]).unwrap();
        assert_eq!(view.address.pairs.len(), 2);
        assert!(view.address.list().starts_with("/?not.actor=state%20%26%20co&"), "{}", view.address.list());
        assert_eq!(view.address.without(|_, _| true).list(), "/");
    }
}
