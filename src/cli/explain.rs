//! `dateline explain`: how one article was read, and why.

use super::Outcome;
use super::args::ExplainArgs;

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    anyhow::bail!("{}", args.article.display())
}
