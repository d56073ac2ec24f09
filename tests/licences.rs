//! What the program is built from may be given on under its own licence. The list is that of `deny.toml`, for those who
//! have cargo-deny; here it needs nothing but cargo.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::process::Command;

use serde_json::Value;

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let deny: toml::Table = include_str!("../deny.toml").parse().unwrap();
    let list = deny["licenses"]["allow"].as_array().unwrap();
    list.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Every package that is built here, tests and build scripts too.
fn packages() -> Vec<Value> {
    let host = Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let host = String::from_utf8(host).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// What is wrong with a package's licence or origin.
fn wrong(package: &Value, allowed: &[String]) -> Option<String> {
    let name = format!("{} {}", package["name"].as_str().unwrap(), package["version"].as_str().unwrap());
    let Some(licence) = package["license"].as_str() else { return Some(format!("{name}: names no licence")) };
    let expression = match spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX) {
        Ok(expression) => expression,
        Err(error) => return Some(format!("{name}: '{licence}': {error}")),
    };
    let fine = |request: &spdx::LicenseReq| allowed.iter().any(|name| *name == request.to_string());
    if !expression.evaluate(fine) {
        return Some(format!("{name}: '{licence}' is not on the list of deny.toml"));
    }
    let source = package["source"].as_str();
    let known = source.is_none_or(|source| source == "registry+https://github.com/rust-lang/crates.io-index");
    (!known).then(|| format!("{name}: comes from {}", source.unwrap_or_default()))
}

#[test]
fn every_dependency_may_be_given_on() {
    let (packages, allowed) = (packages(), allowed());
    assert!(packages.len() > 50);
    let wrong: Vec<String> = packages.iter().filter_map(|package| wrong(package, &allowed)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_licences_are_refused() {
    let allowed = allowed();
    let package = |licence: Value, source: &str| {
        let package = serde_json::json!({ "name": "x", "version": "1.0.0", "license": licence, "source": source });
        wrong(&package, &allowed)
    };
    let registry = "registry+https://github.com/rust-lang/crates.io-index";
    for licence in ["MIT", "MIT/Apache-2.0", "MIT OR GPL-3.0-only", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert_eq!(package(licence.into(), registry), None);
    }
    for licence in ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "Proprietary"] {
        assert!(package(licence.into(), registry).is_some(), "{licence}");
    }
    assert!(package(Value::Null, registry).is_some());
    assert!(package("MIT".into(), "git+https://example.org/x").is_some());
}
