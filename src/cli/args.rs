//! The words of the command line. No behaviour: each command has its own file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::records::FOLDER;

/// Weighs technology choices in the open: every number can be asked where it comes from.
#[derive(Debug, Parser)]
#[command(
    name = "weighbridge",
    version,
    max_term_width = 100,
    override_usage = "weighbridge [--catalog FILE] [PROFILE]\n       weighbridge [--catalog FILE] COMMAND …",
    after_help = AFTER_HELP
)]
pub(super) struct Cli {
    /// Profile to open in the terminal program; without one: a new one, a recent one or a scenario
    pub(super) profile: Option<PathBuf>,

    /// Use the catalog in FILE instead of the built-in one
    #[arg(long, global = true, value_name = "FILE", help_heading = "Everywhere")]
    pub(super) catalog: Option<PathBuf>,

    /// What to do instead of opening the terminal program
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const AFTER_HELP: &str = "\
Examples:
  weighbridge                                  start with a new profile
  weighbridge checkout.toml                    open a profile
  weighbridge advise checkout.toml             the verdict and its arithmetic as text
  weighbridge --catalog databases.toml         decide something else

Exit codes: 0 done, 1 findings or failure, 2 usage, 3 a profile or catalog is wrong,
4 too close to call where --require-margin was given, 130 interrupted.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Advise(Advise),
    Compare(Compare),
    Batch(Batch),
    Check(Check),
    Audit(Audit),
    Record(Record),
    Catalog(Catalog),
    Completions(Completions),
}

/// Print the assessment of profiles, without a terminal
///
/// The text is what is read first: verdict, how sure it is, reasons, gates, scores, open questions. With --full it is the whole
/// assessment, as in the other formats.
///
/// Every profile is read, even where another is wrong: then all errors are printed, the rest is done, and the exit code is 3.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weighbridge advise checkout.toml
  weighbridge advise checkout.toml --full | less
  weighbridge advise profiles/*.toml --format csv > options.csv
  weighbridge advise checkout.toml --format json | jq .verdict.winner
  weighbridge advise - --evidence measured < checkout.toml
  weighbridge advise checkout.toml --require-margin 0.5 || echo \"too close, or wrong\"

JSON is one object for one profile and an array for several; docs/json.md names its fields.")]
pub(super) struct Advise {
    /// Profiles to weigh; `-` reads one from standard input
    #[arg(required = true, value_name = "PROFILE")]
    pub(super) profiles: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AdviseFormat::Text)]
    pub(super) format: AdviseFormat,

    /// Print the whole assessment as text: all arithmetic, ranges and sources (the other formats are always whole)
    #[arg(long)]
    pub(super) full: bool,

    /// Set of evidence to use, whatever the profiles say (for instance `measured`)
    #[arg(long, value_name = "ID")]
    pub(super) evidence: Option<String>,

    /// Draws of weights, uncertain scores and open answers that say how sure it is; 0 for none
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(..=10_000_000))]
    pub(super) draws: u32,

    /// Exit with 4 unless the winner leads by at least this many points of 10
    #[arg(long, value_name = "POINTS", value_parser = points)]
    pub(super) require_margin: Option<f64>,
}

fn points(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if (0.0..=10.0).contains(&x) => Ok(x),
        _ => Err("a margin is a number from 0 to 10, for instance 0.5".into()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AdviseFormat {
    /// Sentences and aligned tables: what is read first, or all of it with --full
    Text,
    /// One object for one profile, an array for several
    Json,
    /// One object a line
    Jsonl,
    /// One row a profile and option, with a header
    Csv,
    /// Sentences and tables for a wiki or a pull request
    Markdown,
}

/// Lay profiles side by side: what differs, and which difference moves the margin how much
///
/// The first profile is compared with each other one. Every difference is taken alone from the other profile, and its effect on the margin
/// between the first one's winner and runner-up is printed; what differences do together beyond that has a line of its own, so
/// that all adds up. Where a profile is wrong all errors are printed, the rest is done, and the exit code is 3.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weighbridge compare checkout.toml search.toml
  weighbridge compare before.toml after.toml --format markdown
  weighbridge compare profiles/*.toml --format csv > portfolio.csv
  weighbridge compare profiles/*.toml --format json | jq '.contrasts[].changes_winner'")]
pub(super) struct Compare {
    /// Profiles, at least two; `-` reads one from standard input
    #[arg(required = true, num_args = 2.., value_name = "PROFILE")]
    pub(super) profiles: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CompareFormat::Text)]
    pub(super) format: CompareFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// Sentences and aligned tables
    Text,
    /// One object
    Json,
    /// A portfolio: one object a line, a line a profile
    Jsonl,
    /// A portfolio: one row a profile, with a header
    Csv,
    /// Sentences and tables for a wiki or a pull request
    Markdown,
}

/// Weigh a table of profiles, one a row, without a terminal
///
/// The first row names the columns: name, ids of questions, weight.CRITERION, evidence. Each other row is a profile; an empty
/// cell is an open question. The result has a row each, in the same order. A row that is wrong is told with its line and column
/// and left out, the others are done; then the exit code is 3.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weighbridge batch services.csv > weighed.csv
  weighbridge batch services.csv --format jsonl | jq -r 'select(.verdict == \"clear\").name'
  weighbridge --catalog databases.toml batch - < services.csv

docs/batch.md names the columns. The kind of verdict rests on dominance and on the smallest change
of weights that makes a tie; nothing is drawn.")]
pub(super) struct Batch {
    /// Table in CSV; `-` reads it from standard input
    #[arg(value_name = "TABLE")]
    pub(super) table: PathBuf,

    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = BatchFormat::Csv)]
    pub(super) format: BatchFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BatchFormat {
    /// One row a profile, with a header
    Csv,
    /// One object a line
    Jsonl,
}

/// Print all errors of profiles or catalogs
///
/// A file that has `options` is a catalog, anything else a profile of the catalog in use. Nothing is written. Errors are printed
/// with line, column, a caret and the nearest valid word; with any, the exit code is 3.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weighbridge check checkout.toml
  weighbridge check profiles/*.toml
  weighbridge check databases.toml
  weighbridge --catalog databases.toml check billing.toml")]
pub(super) struct Check {
    /// Profiles or catalogs; `-` reads one from standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

/// Recompute the claims of the catalog's source and print those that do not hold
///
/// Each claim is recomputed from the catalog's own figures: what is printed, where, and what the figures give.
/// With findings the exit code is 1.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weighbridge audit
  weighbridge audit --format markdown > audit.md")]
pub(super) struct Audit {
    /// How to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AuditFormat::Text)]
    pub(super) format: AuditFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AuditFormat {
    /// Sentences and aligned tables
    Text,
    /// One object
    Json,
    /// Sentences and tables for a wiki or a pull request
    Markdown,
}

/// Write the decision record of a profile
///
/// The record goes under the next free number into the folder, which is made where it is missing; no file is ever
/// overwritten. Its path is printed. The status is `proposed`, or `accepted` where the profile names who decided.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weighbridge record checkout.toml
  weighbridge record checkout.toml --dry-run | less
  weighbridge record checkout.toml --format nygard --dir doc/adr
  git add \"$(weighbridge record checkout.toml)\"")]
pub(super) struct Record {
    /// Profile to weigh; `-` reads it from standard input
    #[arg(value_name = "PROFILE")]
    pub(super) profile: PathBuf,

    /// Form of the record
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = RecordFormat::Madr)]
    pub(super) format: RecordFormat,

    /// Folder of the records
    #[arg(long, value_name = "DIR", default_value = FOLDER)]
    pub(super) dir: PathBuf,

    /// Print the record instead of writing it; where it would go is said on standard error
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordFormat {
    /// Markdown Any Decision Records 4.0.0
    Madr,
    /// Title, status, context, decision, consequences
    Nygard,
    /// One sentence: in the context of …, we decided for …
    YStatement,
}

/// Show the catalog, or print it to start your own from
#[derive(Debug, Args)]
pub(super) struct Catalog {
    /// What to do with it
    #[command(subcommand)]
    pub(super) command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum CatalogCommand {
    /// Print options, criteria, questions and figures with their kind and source
    #[command(after_help = "\
Examples:
  weighbridge catalog show | less
  weighbridge --catalog databases.toml catalog show")]
    Show,
    /// Print the catalog as TOML, to start your own from
    #[command(after_help = "\
Examples:
  weighbridge catalog export > mine.toml
  weighbridge check mine.toml
  weighbridge --catalog mine.toml")]
    Export,
}

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weighbridge completions bash > ~/.local/share/bash-completion/completions/weighbridge
  weighbridge completions zsh > ~/.zfunc/_weighbridge
  weighbridge completions fish > ~/.config/fish/completions/weighbridge.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: Shell,
}
