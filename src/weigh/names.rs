//! Names and units of what a catalog and the model measure, for sentences, reports and screens.

use crate::catalog::{Catalog, Figure, Percentile, Quantity};

/// A quantity's name and unit: `("p99 latency", "ms")`.
#[must_use]
pub fn quantity(catalog: &Catalog, quantity: &Quantity, currency: &str) -> (String, String) {
    let (name, unit) = match quantity {
        Quantity::Latency(Percentile::Max) => ("largest latency", "ms".to_owned()),
        Quantity::Latency(p) => return (format!("{} latency", p.label()), "ms".into()),
        Quantity::WeeksToLaunch => ("time to launch", "weeks".into()),
        Quantity::Development => ("development cost", currency.to_owned()),
        Quantity::MonthlyInfrastructure => ("infrastructure in the first month", format!("{currency}/month")),
        Quantity::TotalCost => ("cost over the horizon", currency.to_owned()),
        Quantity::PresentCost => ("net present value of the cost", currency.to_owned()),
        Quantity::Instances => ("instances", String::new()),
        Quantity::PeakLoad => ("peak load", "req/s".into()),
        Quantity::Figure(id) => {
            let figure = catalog.figures.iter().find(|f| f.id == *id);
            let title = figure.map_or(id.as_str(), |f| f.title.as_str());
            return (
                title.to_owned(),
                figure.map_or_else(String::new, |f| figure_unit(catalog, f)),
            );
        }
    };
    (name.to_owned(), unit)
}

/// The unit of a figure as it is read: `currency` by its code, nothing for plain numbers.
#[must_use]
pub fn figure_unit(catalog: &Catalog, figure: &Figure) -> String {
    unit(&figure.unit.text, &catalog.currency)
}

/// A unit as it is read: `currency` by its code, nothing for plain numbers.
#[must_use]
pub fn unit(text: &str, currency: &str) -> String {
    if text == "1" {
        String::new()
    } else {
        text.replace("currency", currency)
    }
}
