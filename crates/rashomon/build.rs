//! Rebuilds the binary when the data or the models that it carries change.

fn main() {
    for folder in ["../../data", "../../models"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
