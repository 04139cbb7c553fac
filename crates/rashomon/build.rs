//! Rebuilds the binary when the data, the models or the sample that it carries change.

fn main() {
    for folder in ["../../data", "../../models", "../../examples"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
