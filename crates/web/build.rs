//! Rebuilds the server when a file that it carries changes.

fn main() {
    println!("cargo::rerun-if-changed=../../web/assets");
}
