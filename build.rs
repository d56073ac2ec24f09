//! Checks the lexicons and models of `lexicon/` and leaves them compiled in `OUT_DIR`, where the program embeds them.
//!
//! The code that reads them is that of the program, which reads a user's own lexicon with it: the modules below are files
//! of `src/`, each at the place where `crate::` looks for it. `en.toml` becomes `en.words`, `en.places` and `en.dates`, a
//! part for each station that reads it; of a model the form is checked, and not whether the reader knows all features it
//! asks for: else no program could be built to fit it anew.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "the program needs more of the files shared with it")]

use std::fmt::Display;
use std::path::Path;
use std::{env, fs};

use article::Lang;
use dates::Lexicon as DateWords;
use lexicon::Lexicon;
use places::PlaceWords;
use reports::Model;
use serde::Serialize;

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    if let Err(fault) = run() {
        println!("cargo::error={}", fault.trim_end().replace('\n', "\ncargo::error="));
        std::process::exit(1);
    }
}

/// Does all; gives what is wrong with the first file that can't be used.
fn run() -> Result<(), String> {
    for (lang, name) in [(Lang::En, "en"), (Lang::Fr, "fr")] {
        let file = format!("lexicon/{name}.toml");
        let text = read(&file)?;
        let missing = || format!("{file}: there is no [places]: a built-in lexicon must have it");
        leave(&format!("{name}.words"), &Lexicon::parse(lang, &file, &text).map_err(said)?)?;
        leave(&format!("{name}.places"), &PlaceWords::parse(&file, &text).map_err(said)?.ok_or_else(missing)?)?;
        leave(&format!("{name}.dates"), &DateWords::parse(&file, &text).map_err(said)?)?;
    }
    for entry in fs::read_dir("lexicon").map_err(said)? {
        let name = entry.map_err(said)?.file_name().into_string().unwrap_or_default();
        if Path::new(&name).extension().is_none_or(|end| end != "trees") {
            continue;
        }
        let file = format!("lexicon/{name}");
        leave(&name, &Model::parse(&read(&file)?).map_err(|fault| format!("{file}: {fault}"))?)?;
    }
    Ok(())
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|fault| format!("can't read {file}: {fault}"))
}

/// Leaves a compiled form for the program.
fn leave(name: &str, what: &impl Serialize) -> Result<(), String> {
    let folder = env::var_os("OUT_DIR").ok_or("cargo sets no OUT_DIR")?;
    fs::write(Path::new(&folder).join(name), postcard::to_allocvec(what).map_err(said)?).map_err(said)
}

fn said(fault: impl Display) -> String {
    fault.to_string()
}

// What follows are files of the program.

#[path = "src/text/mod.rs"]
mod text;

#[path = "src/article"]
mod article {
    mod lang;
    pub(crate) use lang::Lang;
}

#[path = "src/region"]
mod region {
    mod place;
    pub(crate) use place::PlaceKind;
}

#[path = "src/lexicon"]
mod lexicon {
    mod automaton;
    mod code;
    mod compile;
    mod inflect;
    mod load;
    mod passive;
    mod schema;
    mod tag;
    mod vocabulary;

    pub(crate) use compile::Lexicon;
    pub(crate) use schema::line_of;
    pub(crate) use tag::Form;
}

#[path = "src/places"]
mod places {
    mod phrase;
    mod words;
    pub(crate) use words::PlaceWords;
}

#[path = "src/dates"]
mod dates {
    mod expr;
    mod grammar;
    mod lexicon;
    mod pattern;
    mod slot;
    pub(crate) use lexicon::Lexicon;
}

#[path = "src/reports"]
mod reports {
    mod trees;
    pub(crate) use trees::Model;
}
