//! Which of the places that an account names is that of an event?

use super::{Around, Standing};
use language::Relation;
use schema::{Basis, EventPlace, Place, PlaceMention, Precision};

/// What speaks against a place, to be weighed against how far its words stand off.
mod cost {
    /// A country says little where a town stands near.
    pub(super) const COUNTRY: usize = 4;
    /// So does a province or a river, but less.
    pub(super) const AREA: usize = 1;
    /// The place is part of who acts, or of somebody's name.
    pub(super) const ACTOR: usize = 6;
    /// Somebody comes from there.
    pub(super) const ORIGIN: usize = 2;
    /// It stands in a clause beside what is told.
    pub(super) const ASIDE: usize = 3;
}

impl<'a, 's: 'a> Around<'a, 's, '_> {
    pub(super) fn place(&self) -> Option<EventPlace> {
        let mut found: Vec<(usize, usize, Standing, &PlaceMention)> = Vec::new();
        for mention in &self.scene.findings.place_mentions {
            if !mention.usage.is_place() {
                continue;
            }
            let Some(standing) = self.standing(mention.span) else { continue };
            let away = self.token_of(mention.span).abs_diff(self.draft.token);
            found.push((self.place_cost(mention, standing), away, standing, mention));
        }
        let country = self.stated_country(&found);
        let fits = |standing: Standing, mention: &PlaceMention| {
            let own = self.known(mention).and_then(|place| place.country.as_deref());
            standing.is_stated() || country.is_none_or(|country| own.is_none_or(|own| own == country))
        };
        found.retain(|(_, _, standing, mention)| fits(*standing, mention));
        let (_, _, standing, mention) = found.into_iter().min_by_key(|(cost, away, ..)| (*cost, *away))?;
        let basis = if standing.is_stated() { Basis::Stated } else { Basis::Inferred };
        Some(EventPlace { place: mention.place.clone(), span: mention.span, basis, rule: standing.rule().into() })
    }

    /// Gives the country in which the clause places the event: no town elsewhere can then be meant.
    fn stated_country(&self, found: &[(usize, usize, Standing, &'a PlaceMention)]) -> Option<&'a str> {
        let stated = found.iter().filter(|(cost, _, standing, _)| *standing == Standing::Own && *cost <= cost::COUNTRY);
        let places = stated.filter_map(|(.., mention)| self.known(mention));
        places.filter(|place| place.precision == Precision::Country).find_map(|place| place.country.as_deref())
    }

    fn known(&self, mention: &PlaceMention) -> Option<&'a Place> {
        self.scene.findings.places.iter().find(|place| place.id == mention.place)
    }

    fn place_cost(&self, mention: &PlaceMention, standing: Standing) -> usize {
        let off = match standing {
            Standing::Own => 0,
            Standing::Clause => 1,
            Standing::Sentence => 2,
            Standing::Before(back) => 2 + back,
            Standing::Behind(ahead) => 2 + ahead,
            Standing::Headline => 7,
        };
        let vague = match self.known(mention).map(|place| place.precision) {
            Some(Precision::Point) => 0,
            Some(Precision::Area) | None => cost::AREA,
            Some(Precision::Country) => cost::COUNTRY,
        };
        let aside = if self.is_aside(mention.span) || self.is_counted_from(mention) { cost::ASIDE } else { 0 };
        off + vague + aside + self.role_cost(mention)
    }

    /// "50km northeast of Aleppo" is not in Aleppo.
    fn is_counted_from(&self, mention: &PlaceMention) -> bool {
        let around = |other: &PlaceMention| other.span.contains(mention.span) && other.span != mention.span;
        self.scene.findings.place_mentions.iter().any(around)
    }

    /// Weighs that a place is part of who acts, or where one comes from.
    fn role_cost(&self, mention: &PlaceMention) -> usize {
        let tree = &self.scene.tree;
        let token = self.token_of(mention.span);
        let agent = self.draft.roles.iter().any(|(role, head)| role == "agent" && tree.is_below(token, *head));
        if agent || self.scene.actor(token).is_some() {
            return cost::ACTOR;
        }
        let mut above = tree.analysis.ancestors(token).take(3);
        let origin = above.any(|above| tree.by(above, &[Relation::Case]).any(|case| self.scene.lemma(case) == "from"));
        if origin { cost::ORIGIN } else { 0 }
    }
}
