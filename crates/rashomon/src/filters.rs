//! Which events does the command line ask for?

use anyhow::Result;
use clap::Args;
use store::query::Filter;

/// Something that the command line cannot ask for.
#[derive(Debug)]
pub struct Usage(pub String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// The filters of `store::query`, under the same names; the same option again means "or", another one means "and".
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Kind of event: shelling, airstrike, …
    #[arg(long = "type", value_name = "KIND")]
    kind: Vec<String>,
    /// How far its claims agree: single, corroborated, compatible or disputed
    #[arg(long)]
    status: Vec<String>,
    /// Who takes part on either side, by any of its names
    #[arg(long)]
    actor: Vec<String>,
    /// Who acts
    #[arg(long)]
    agent: Vec<String>,
    /// Who is hit
    #[arg(long)]
    target: Vec<String>,
    /// Where some account places it, by any of its names
    #[arg(long)]
    place: Vec<String>,
    /// Country of the place, as ISO 3166-1 alpha-2 code
    #[arg(long)]
    country: Vec<String>,
    /// A publisher that tells of it
    #[arg(long)]
    source: Vec<String>,
    /// Somebody who is quoted on it
    #[arg(long)]
    speaker: Vec<String>,
    /// Language of an account, as ISO 639-1 code
    #[arg(long)]
    language: Vec<String>,
    /// A document that tells of it: id or path
    #[arg(long)]
    document: Vec<String>,
    /// Something is claimed about: killed, wounded, …
    #[arg(long, alias = "attr")]
    attribute: Vec<String>,
    /// Whether a party to the event has said something: yes or no
    #[arg(long)]
    party: Vec<String>,
    /// What nobody tells: day or place
    #[arg(long)]
    lacks: Vec<String>,
    /// A larger event, by its id: that event and its parts
    #[arg(long, value_name = "EVENT")]
    part_of: Vec<String>,
    /// What it must not be, as a filter and its value: type=siege
    #[arg(long, value_name = "FILTER=VALUE")]
    not: Vec<String>,
    /// On this day or later
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// On this day or earlier
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// As the accounts told it that were public on this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Words of a passage that tells of it
    #[arg(long, value_name = "WORDS")]
    q: Option<String>,
    /// At least so many publishers tell of it
    #[arg(long, value_name = "N")]
    min_sources: Option<String>,
    /// Its place is known at least so exactly: point, area or country
    #[arg(long)]
    precision: Option<String>,
    /// West, south, east and north of a box around its place
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    bbox: Option<String>,
}

impl Filters {
    /// Reads the filter.
    ///
    /// # Errors
    /// Every value that a filter cannot have.
    pub fn read(&self) -> Result<Filter> {
        let lists = [
            ("type", &self.kind),
            ("status", &self.status),
            ("actor", &self.actor),
            ("agent", &self.agent),
            ("target", &self.target),
            ("place", &self.place),
            ("country", &self.country),
            ("source", &self.source),
            ("speaker", &self.speaker),
            ("language", &self.language),
            ("document", &self.document),
            ("attribute", &self.attribute),
            ("party", &self.party),
            ("lacks", &self.lacks),
            ("part_of", &self.part_of),
        ];
        let once = [
            ("from", &self.from),
            ("to", &self.to),
            ("as_of", &self.as_of),
            ("q", &self.q),
            ("min_sources", &self.min_sources),
            ("precision", &self.precision),
            ("bbox", &self.bbox),
        ];
        let mut pairs: Vec<(String, &str)> = Vec::new();
        for (key, values) in lists {
            pairs.extend(values.iter().map(|value| (key.to_owned(), value.as_str())));
        }
        for given in &self.not {
            let Some((key, value)) = given.split_once('=') else {
                return Err(Usage(format!("--not {given}: write a filter and its value: type=siege")).into());
            };
            pairs.push((format!("not.{key}"), value));
        }
        pairs.extend(once.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.as_deref()?))));
        match Filter::parse(pairs.iter().map(|(key, value)| (key.as_str(), *value))) {
            Ok(filter) => Ok(filter),
            Err(bad) => Err(Usage(bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")).into()),
        }
    }
}
