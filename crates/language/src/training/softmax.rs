//! How wrong are scores, given the right answer?

/// Turns scores to probabilities.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::NEG_INFINITY, |most, score| most.max(*score));
    scores.iter_mut().for_each(|score| *score = exp(*score - most));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// Turns scores to what they should change by: their probabilities, less one for the right answer, times `weight`.
pub fn mistakes(scores: &mut [f32], truth: usize, weight: f32) {
    softmax(scores);
    scores[truth] -= 1.0;
    scores.iter_mut().for_each(|score| *score *= weight);
}

/// The same, given how probable each answer is.
pub fn departures(scores: &mut [f32], truth: &[f32], weight: f32) {
    softmax(scores);
    scores.iter_mut().zip(truth).for_each(|(score, truth)| *score = (*score - truth) * weight);
}

/// e to a number, by the same steps on every machine.
pub fn exp(number: f32) -> f32 {
    let power = (number * std::f32::consts::LOG2_E).clamp(-100.0, 100.0);
    let whole = power.floor();
    let rest = (power - whole) * std::f32::consts::LN_2;
    let series = 1.0
        + rest * (1.0 + rest / 2.0 * (1.0 + rest / 3.0 * (1.0 + rest / 4.0 * (1.0 + rest / 5.0 * (1.0 + rest / 6.0)))));
    series * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::{exp, mistakes};

    #[test]
    fn powers_are_right() {
        for at in 0..200 {
            let number = at as f32 / -10.0;
            assert!((exp(number) - number.exp()).abs() < 1e-5);
        }
    }

    #[test]
    fn mistakes_sum_to_nothing() {
        let mut scores = [1.0, 2.0, -1.0];
        mistakes(&mut scores, 1, 0.5);
        assert!(scores.iter().sum::<f32>().abs() < 1e-6 && scores[1] < 0.0 && scores[0] > 0.0);
    }
}
