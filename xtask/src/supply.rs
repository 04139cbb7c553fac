//! What is built into the program, and may it be?
//!
//! `cargo xtask supply` holds the locked dependencies to `deny.toml` without a network: licences, sources, crates that are there
//! twice, build scripts that nobody has read. `cargo xtask sbom` lists them as a CycloneDX bill of materials.

mod licence;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    description: Option<String>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
    sources: Sources,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<Skipped>,
    build: Build,
}

#[derive(Deserialize)]
struct Skipped {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Build {
    allow_build_scripts: BTreeSet<String>,
}

/// Carries out `supply`.
///
/// # Errors
/// Every breach, a line each.
pub fn supply(root: &Path) -> Result<()> {
    let deny = fs::read_to_string(root.join("deny.toml")).context("deny.toml")?;
    let deny: Deny = toml::from_str(&deny).context("deny.toml")?;
    let packages = packages(root)?;
    let breaches = breaches(&packages, &deny);
    if breaches.is_empty() {
        eprintln!("{} packages; licences, sources, duplicates and build scripts are as deny.toml says", packages.len());
        return Ok(());
    }
    bail!("the dependencies are not as deny.toml says:\n{}", breaches.join("\n"))
}

fn packages(root: &Path) -> Result<Vec<Package>> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--all-features"];
    let output = Command::new(crate::test::cargo()).args(arguments).current_dir(root).output().context("cargo")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice::<Metadata>(&output.stdout).context("cargo metadata")?.packages)
}

fn breaches(packages: &[Package], deny: &Deny) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().insert(&package.version);
        let Some(source) = &package.source else { continue };
        let named = format!("{} {}", package.name, package.version);
        let licence = package.license.as_deref().unwrap_or_default();
        if !licence::is_allowed(licence, &|name| deny.licenses.allow.contains(name)) {
            breaches.push(format!("{named}: its licence {licence:?} is not allowed; use another crate, or ask"));
        }
        if !source.strip_prefix("registry+").is_some_and(|registry| deny.sources.allow_registry.contains(registry)) {
            breaches.push(format!("{named}: comes from {source}; take it from the registry"));
        }
        let builds = package.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "custom-build"));
        if builds && !deny.bans.build.allow_build_scripts.contains(&package.name) {
            breaches.push(format!("{named}: has a build script; read it, and list it if it stays off the network"));
        }
    }
    let skipped: BTreeSet<&str> = deny.bans.skip.iter().map(|skipped| skipped.name.as_str()).collect();
    let twice: BTreeSet<&str> =
        versions.iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| *name).collect();
    breaches.extend(twice.difference(&skipped).map(|name| format!("{name}: is there in several versions; join them")));
    breaches.extend(skipped.difference(&twice).map(|name| format!("{name}: is there once; take it from bans.skip")));
    breaches
}

/// Writes the bill of materials to standard output.
///
/// # Errors
/// Where the lock file cannot be read.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub fn sbom(root: &Path) -> Result<()> {
    let lock: toml::Table = fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock")?.parse()?;
    let locked =
        lock.get("package").and_then(|packages| packages.as_array()).context("Cargo.lock lists no packages")?;
    let field = |package: &toml::Value, name: &str| Some(package.get(name)?.as_str()?.to_owned());
    let sums: BTreeMap<(String, String), String> = locked
        .iter()
        .filter_map(|package| {
            Some(((field(package, "name")?, field(package, "version")?), field(package, "checksum")?))
        })
        .collect();
    let packages = packages(root)?;
    let foreign = packages.iter().filter(|package| package.source.is_some());
    let components: Vec<Value> =
        foreign.map(|package| component(package, sums.get(&(package.name.clone(), package.version.clone())))).collect();
    let own = packages.iter().find(|package| package.name == "rashomon").context("no package is named rashomon")?;
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component(own, None) },
        "components": components,
    });
    println!("{}", serde_json::to_string_pretty(&bill)?);
    Ok(())
}

fn component(package: &Package, sum: Option<&String>) -> Value {
    let Package { name, version, license, description, .. } = package;
    let address = format!("pkg:cargo/{name}@{version}");
    let hashes: Vec<Value> = sum.iter().map(|sum| json!({ "alg": "SHA-256", "content": sum })).collect();
    let kind = if package.source.is_some() { "library" } else { "application" };
    json!({
        "type": kind,
        "bom-ref": address,
        "purl": address,
        "name": name,
        "version": version,
        "description": description,
        "licenses": [{ "expression": license.as_deref().unwrap_or_default().replace('/', " OR ") }],
        "hashes": hashes,
    })
}

#[cfg(test)]
mod tests {
    use super::{Deny, Package, breaches};

    fn package(name: &str, version: &str, license: &str, source: &str) -> Package {
        serde_json::from_value(serde_json::json!({
            "name": name, "version": version, "license": license, "source": source,
            "description": null, "targets": [{ "kind": ["custom-build"] }],
        }))
        .expect("a package")
    }

    #[test]
    fn a_licence_a_source_a_script_and_a_double_are_each_a_breach() {
        let deny: Deny = toml::from_str(
            r#"licenses.allow = ["MIT"]
            sources.allow-registry = ["https://crates"]
            bans.skip = [{ crate = "gone" }]
            bans.build.allow-build-scripts = ["fine"]"#,
        )
        .expect("a configuration");
        assert_eq!(breaches(&[package("fine", "1.0.0", "MIT OR GPL-3.0", "registry+https://crates")], &deny).len(), 1);
        let bad = [
            package("other", "1.0.0", "GPL-3.0", "registry+https://crates"),
            package("other", "2.0.0", "MIT", "git+https://elsewhere"),
        ];
        assert_eq!(breaches(&bad, &deny).len(), 6);
    }
}
