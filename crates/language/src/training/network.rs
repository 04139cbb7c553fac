//! How does the network learn?
//!
//! Batches of sentences in a seeded order. A batch is cut into the same shards whatever the number of threads, and
//! their gradients are added in order, so that the same treebanks give the same bytes everywhere.

use super::Plan;
use super::adam::{Adam, Step};
use super::backward::{Backward, Weights};
use super::dice::Dice;
use super::examples::{Example, example, labels, vocabulary};
use super::softmax::{departures, mistakes};
use super::teachers;
use super::treebank::Sentence;
use crate::grammar::{Relation, Tag};
use crate::names::labels::LABELS;
use crate::network::forward::{Trace, dense};
use crate::network::heads::Heads;
use crate::network::rows::{Keys, Rows};
use crate::network::shape::{LAYERS, Shape, WIDTH};
use crate::network::views::UNKNOWN;
use crate::network::{Network, matrix};

/// Parts of a batch that are worked on at the same time.
const SHARDS: usize = 4;
/// Learners of the last lessons.
const MENDERS: u64 = 4;
/// Words of one batch, about.
const BATCH: usize = 600;

/// Learns from sentences with trees, names or both.
pub fn learn(treebank: &[Sentence], plan: Plan, tell: impl FnMut(usize)) -> Network {
    let labels = labels(treebank);
    let (keys, counts) = vocabulary(treebank);
    let known = |sentence| example(sentence, &keys, &counts, &labels);
    let examples: Vec<Example> = treebank.iter().map(known).collect();
    let mut learner = Learner::new(labels, keys, plan);
    learner.read(&examples, tell);
    learner.network()
}

/// Learns from annotated sentences, and from what `networks` that learned before think of sentences without annotation.
pub fn study(
    networks: &[Network],
    (treebank, bare): (&[Sentence], &[Vec<String>]),
    plan: Plan,
    tell: impl FnMut(usize),
) -> Network {
    let labels = labels(treebank);
    let (keys, counts) = vocabulary(treebank);
    let known = |sentence: &Sentence| example(sentence, &keys, &counts, &labels);
    let mut examples: Vec<Example> = treebank.iter().map(known).collect();
    for words in bare {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (opinion, sentence) = teachers::teach(networks, &words);
        examples.push(Example { opinion: Some(opinion), ..known(&sentence) });
    }
    let mut learner = Learner::new(labels, keys, plan);
    learner.read(&examples, tell);
    learner.network()
}

/// Goes on with a network that has learned before, from sentences that it should read better: the mean of learners that
/// read them in other orders, which wavers less than each of them (Wortsman et al. 2022, Model soups).
pub fn mend(network: &Network, treebank: &[Sentence], plan: Plan) -> Network {
    let keys = network.rows.keys();
    let (_, counts) = vocabulary(treebank);
    let known = |sentence| example(sentence, keys, &counts, &network.labels);
    let examples: Vec<Example> = treebank.iter().map(known).collect();
    let mut learners = (0..MENDERS).map(|more| {
        let mut learner = Learner::new(network.labels.clone(), keys.clone(), Plan { seed: plan.seed + more, ..plan });
        learner.weights.clone_from(&network.weights);
        learner.rows = network.rows.exact();
        learner.read(&examples, |_| ());
        learner
    });
    let mut mean = learners.next().expect("at least one learner");
    for other in learners {
        add(&mut mean.weights, &other.weights);
        add(&mut mean.rows, &other.rows);
    }
    mean.weights.iter_mut().chain(&mut mean.rows).for_each(|sum| *sum /= MENDERS as f32);
    mean.network()
}

fn add(sums: &mut [f32], more: &[f32]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

struct Learner {
    plan: Plan,
    labels: Vec<(Tag, u8)>,
    keys: Keys,
    shape: Shape,
    weights: Vec<f32>,
    turned: Vec<f32>,
    rows: Vec<f32>,
    weight_steps: Adam,
    row_steps: Adam,
    changes: Vec<f32>,
    shards: Vec<Shard>,
}

/// What one thread needs to work on its part of a batch.
#[derive(Default)]
struct Shard {
    trace: Trace,
    heads: Heads,
    backward: Backward,
    /// The rows of each word.
    chosen: Vec<Vec<u32>>,
    scores: Vec<f32>,
    links: Vec<f32>,
}

impl Learner {
    fn new(labels: Vec<(Tag, u8)>, keys: Keys, plan: Plan) -> Self {
        let shape = Shape::new(labels.len());
        let mut dice = Dice::new(plan.seed ^ 1);
        let mut weights = vec![0.0; shape.size];
        for layer in shape.matrices() {
            let spread = (6.0 / (layer.inputs + layer.outputs) as f32).sqrt();
            weights[layer.matrix.clone()].iter_mut().for_each(|weight| *weight = dice.around() * spread);
        }
        for norm in &shape.norms {
            weights[norm.gain.clone()].fill(1.0);
        }
        let rows: Vec<f32> = (0..keys.len() * WIDTH).map(|_| dice.around() * 0.2).collect();
        Self {
            plan,
            turned: vec![0.0; shape.size],
            weight_steps: Adam::new(shape.size),
            row_steps: Adam::new(rows.len()),
            changes: vec![0.0; rows.len()],
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
            labels,
            keys,
            shape,
            weights,
            rows,
        }
    }

    /// Reads all examples in every pass, in a new order each time.
    fn read(&mut self, examples: &[Example], mut tell: impl FnMut(usize)) {
        let plan = self.plan;
        let mut dice = Dice::new(plan.seed);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let words: usize = examples.iter().map(|example| example.words.len()).sum();
        let steps = (words * plan.passes / BATCH) as f32;
        let mut done = 0;
        for pass in 0..plan.passes {
            dice.shuffle(&mut order);
            let mut rest = &order[..];
            while !rest.is_empty() {
                let mut size = 0;
                let count = rest.iter().take_while(|at| {
                    let fits = size < BATCH;
                    size += examples[**at].words.len();
                    fits
                });
                let (batch, more) = rest.split_at(count.count());
                rest = more;
                let warm = (done as f32 / 300.0).min(1.0);
                let rate = plan.rate * warm * (1.0 - done as f32 / steps).max(0.01);
                let batch: Vec<&Example> = batch.iter().map(|at| &examples[*at]).collect();
                self.learn(&batch, rate, &mut dice);
                done += 1;
            }
            tell(pass);
        }
    }

    fn network(&self) -> Network {
        Network {
            labels: self.labels.clone(),
            rows: Rows::new(self.keys.clone(), &self.rows),
            shape: self.shape.clone(),
            weights: self.weights.clone(),
        }
    }

    fn learn(&mut self, batch: &[&Example], rate: f32, dice: &mut Dice) {
        let mut turned = Vec::new();
        for layer in self.shape.matrices() {
            matrix::transpose(&self.weights[layer.matrix.clone()], layer.outputs, layer.inputs, &mut turned);
            self.turned[layer.matrix.clone()].copy_from_slice(&turned);
        }
        let unknown = self.keys.find(UNKNOWN).unwrap_or(0);
        let weights = Weights { shape: &self.shape, values: &self.weights, turned: &self.turned };
        let all: usize = batch.iter().map(|example| example.words.len()).sum();
        let (plan, rows) = (self.plan, &self.rows);
        let mut works: Vec<(&mut Shard, u64, Vec<&Example>)> = Vec::new();
        for (at, shard) in self.shards.iter_mut().enumerate() {
            let part = batch.iter().skip(at).step_by(SHARDS).copied().collect();
            works.push((shard, dice.below(usize::MAX) as u64, part));
        }
        let work = |(shard, seed, part): &mut (&mut Shard, u64, Vec<&Example>)| {
            shard.embed(part, (rows, unknown), plan.hidden, &mut Dice::new(*seed));
            shard.run(weights, part, 1.0 / all as f32);
        };
        let work = &work;
        let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, SHARDS);
        std::thread::scope(|scope| {
            for mine in works.chunks_mut(SHARDS.div_ceil(threads)) {
                scope.spawn(move || mine.iter_mut().for_each(work));
            }
        });
        self.step(rate);
    }

    fn step(&mut self, rate: f32) {
        let (first, others) = self.shards.split_at_mut(1);
        let gradient = &mut first[0].backward.gradient;
        for other in others {
            add(gradient, &other.backward.gradient);
        }
        let step = Step { rate, keep: 1.0 - rate * self.plan.decay };
        self.weight_steps.step(0, &mut self.weights, gradient, step);
        let mut touched: Vec<u32> = Vec::new();
        for shard in &self.shards {
            for (numbers, change) in shard.chosen.iter().zip(shard.backward.words.chunks_exact(WIDTH)) {
                for number in numbers {
                    touched.push(*number);
                    let sum = &mut self.changes[*number as usize * WIDTH..][..WIDTH];
                    add(sum, change);
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for number in touched {
            let own = number as usize * WIDTH..(number as usize + 1) * WIDTH;
            self.row_steps.step(own.start, &mut self.rows[own.clone()], &self.changes[own.clone()], step);
            self.changes[own].fill(0.0);
        }
    }
}

impl Shard {
    /// Sums the rows of all words and chooses what to hide.
    fn embed(&mut self, part: &[&Example], (rows, unknown): (&[f32], u32), hidden: f32, dice: &mut Dice) {
        let lines = self.trace.begin(part.iter().map(|example| example.words.len()));
        let words = part.iter().flat_map(|example| &example.words);
        self.chosen.resize_with(lines.len() / WIDTH, Vec::new);
        for ((word, chosen), line) in words.zip(&mut self.chosen).zip(lines.chunks_exact_mut(WIDTH)) {
            word.choose(unknown, dice, chosen);
            for number in chosen.iter() {
                let row = &rows[*number as usize * WIDTH..][..WIDTH];
                line.iter_mut().zip(row).for_each(|(line, row)| *line += row);
            }
        }
        let size = lines.len();
        self.trace.masks.resize_with(LAYERS + 3, Vec::new);
        for mask in &mut self.trace.masks {
            mask.clear();
            mask.extend((0..size).map(|_| if dice.share() < hidden { 0.0 } else { 1.0 / (1.0 - hidden) }));
        }
    }

    /// Goes forwards, compares with the truth, goes backwards.
    fn run(&mut self, weights: Weights<'_>, part: &[&Example], weight: f32) {
        let shape = weights.shape;
        self.backward.begin(shape, self.trace.rows());
        if part.is_empty() {
            self.backward.words.clear();
            return;
        }
        self.trace.run(shape, weights.values);
        for (layer, labels, is_tag) in [(&shape.tag, shape.tags, true), (&shape.name, LABELS, false)] {
            dense(layer, weights.values, self.trace.answers(), &mut self.scores);
            let mut lines = self.scores.chunks_exact_mut(layer.outputs);
            for example in part {
                let truth = if is_tag { &example.tags } else { &example.names };
                let shares =
                    example.opinion.as_ref().map(|opinion| if is_tag { &opinion.tags } else { &opinion.names });
                for (at, line) in lines.by_ref().take(example.words.len()).enumerate() {
                    let (scores, beyond) = line.split_at_mut(labels);
                    beyond.fill(0.0);
                    match (shares, truth.get(at)) {
                        (Some(shares), _) => departures(scores, &shares[at * labels..][..labels], weight),
                        (None, Some(truth)) => mistakes(scores, usize::from(*truth), weight),
                        (None, None) => scores.fill(0.0),
                    }
                }
            }
            self.backward.answer(layer, weights, &self.trace, &self.scores);
        }
        self.heads.run(shape, weights.values, self.trace.answers());
        for (at, example) in part.iter().enumerate().filter(|(_, example)| !example.heads.is_empty()) {
            self.tree(weights, at, example, weight);
        }
        self.backward.finish(weights, &self.trace, &self.heads);
    }

    fn tree(&mut self, weights: Weights<'_>, at: usize, example: &Example, weight: f32) {
        let words = self.trace.sentences[at].clone();
        let line = self.heads.scores(weights.shape, weights.values, words.clone(), &mut self.scores);
        let columns = words.len() + 1;
        for (at, (scores, head)) in self.scores.chunks_exact_mut(line).zip(&example.heads).enumerate() {
            let (scores, beyond) = scores.split_at_mut(columns);
            beyond.fill(0.0);
            match &example.opinion {
                Some(opinion) => departures(scores, &opinion.heads[at * columns..][..columns], weight),
                None => mistakes(scores, *head, weight),
            }
        }
        self.backward.scores(weights, &self.heads, words.clone(), &self.scores);
        self.links.clear();
        self.heads.links(weights.shape, weights.values, words.clone(), &example.heads, &mut self.links);
        let relation = &weights.shape.relation;
        dense(relation, weights.values, &self.links, &mut self.scores);
        let columns = Relation::ALL.len();
        for (at, (scores, truth)) in self.scores.chunks_exact_mut(relation.outputs).zip(&example.relations).enumerate()
        {
            let (scores, beyond) = scores.split_at_mut(columns);
            beyond.fill(0.0);
            match &example.opinion {
                Some(opinion) => departures(scores, &opinion.relations[at * columns..][..columns], weight),
                None => mistakes(scores, usize::from(*truth), weight),
            }
        }
        self.backward.relations(weights, words, (&self.heads, &self.links, &example.heads), &self.scores);
    }
}
