//! Data beside pages: the numbers of figures as CSV and JSON, and the quality of every dataset.

use std::io::Write;

use serde::Serialize;

use super::{Body, Route, Site, SiteError};
use crate::catalog::OrganizationIndex;
use crate::formats::write_quality;
use crate::stats::{self, Document, Figure};

/// Data of a dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Data {
    /// `dashboard/<figure>.csv`, by the figure's place.
    FigureCsv(u32),
    /// `dashboard/<figure>.json`
    FigureJson(u32),
    /// `dashboard/quality.csv`: a row a dataset.
    Quality,
    /// `organizations/<slug>/dashboard/figures.csv`
    OrganizationCsv(OrganizationIndex),
    /// `organizations/<slug>/dashboard/figures.json`
    OrganizationJson(OrganizationIndex),
    /// `organizations/<slug>/dashboard/mend.csv`: what to mend first.
    OrganizationMend(OrganizationIndex),
}

/// Figures as one JSON document.
#[derive(Serialize)]
pub struct Documents<'a> {
    /// Not on an organization's, whose figures change with its data alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<jiff::civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<Named<'a>>,
    figures: Vec<Document<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
}

impl Site {
    /// The address of data, relative to the site's root.
    pub(super) fn data_address(&self, data: Data) -> String {
        let figure = |place: u32| stats::IDS.get(place as usize).copied().unwrap_or_default();
        let of = |index, file: &str| format!("{}{file}", self.address(&Route::OrganizationDashboard(index)));
        match data {
            Data::FigureCsv(place) => format!("dashboard/{}.csv", figure(place)),
            Data::FigureJson(place) => format!("dashboard/{}.json", figure(place)),
            Data::Quality => "dashboard/quality.csv".to_owned(),
            Data::OrganizationCsv(index) => of(index, "figures.csv"),
            Data::OrganizationJson(index) => of(index, "figures.json"),
            Data::OrganizationMend(index) => of(index, "mend.csv"),
        }
    }

    /// Data of the site's dashboard by the name of its file.
    pub(super) fn figure_data(file: &str) -> Option<Data> {
        if file == "quality.csv" {
            return Some(Data::Quality);
        }
        let (id, extension) = file.rsplit_once('.')?;
        let place = u32::try_from(stats::IDS.iter().position(|known| *known == id)?).ok()?;
        match extension {
            "csv" => Some(Data::FigureCsv(place)),
            "json" => Some(Data::FigureJson(place)),
            _ => None,
        }
    }

    /// Data of an organization's dashboard by the name of its file.
    pub(super) fn organization_data(index: OrganizationIndex, file: &str) -> Option<Data> {
        match file {
            "figures.csv" => Some(Data::OrganizationCsv(index)),
            "figures.json" => Some(Data::OrganizationJson(index)),
            "mend.csv" => Some(Data::OrganizationMend(index)),
            _ => None,
        }
    }

    /// The body of data.
    pub(super) fn data_body(&self, data: Data) -> Result<Body<'_>, SiteError> {
        let failed = move |source| SiteError::Stream { path: self.data_address(data), source };
        let mut bytes = Vec::new();
        match data {
            Data::FigureCsv(place) => {
                if let Some(figure) = self.figure_at(place) {
                    stats::write_csv(figure, &self.catalog, &mut bytes).map_err(failed)?;
                }
            }
            Data::FigureJson(place) => {
                if let Some(figure) = self.figure_at(place) {
                    bytes = self.json(data, &self.document(figure))?;
                }
            }
            Data::Quality => {
                return Ok(Body::Stream(Box::new(move |output| {
                    write_quality(&self.catalog, output).map_err(failed)
                })));
            }
            Data::OrganizationCsv(index) => {
                let figures = self.organization_figures(index);
                stats::write_all(figures, &self.catalog, &mut bytes).map_err(failed)?;
            }
            Data::OrganizationJson(index) => {
                let figures = self.organization_figures(index);
                bytes = self.json(data, &self.documents(figures, Some(index)))?;
            }
            Data::OrganizationMend(index) => self.write_mend(index, &mut bytes).map_err(failed)?,
        }
        Ok(Body::Bytes(bytes))
    }

    /// What an organization should mend first, as CSV.
    pub fn write_mend(&self, index: OrganizationIndex, output: impl Write) -> std::io::Result<()> {
        let page = |dataset| self.addresses.url(&self.address(&Route::Dataset(dataset)));
        stats::write_mend(&self.published(index).mend, &self.catalog, page, output)
    }

    fn json(&self, data: Data, document: &impl Serialize) -> Result<Vec<u8>, SiteError> {
        let mut bytes = serde_json::to_vec(document)
            .map_err(|source| SiteError::Json { path: self.data_address(data), source })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// A figure with its words.
    pub fn document<'a>(&'a self, figure: &'a Figure) -> Document<'a> {
        Document {
            figure,
            catalog: &self.catalog,
            title: self.figure_title(figure.id),
            about: self.figure_about(figure.id),
            headings: figure.columns.iter().map(|column| self.column_title(column.id)).collect(),
        }
    }

    /// Figures with their words, those without a row left out, and whose they are.
    pub fn documents<'a>(
        &'a self,
        figures: &'a [Figure],
        organization: Option<OrganizationIndex>,
    ) -> Documents<'a> {
        let named = organization.map(|index| self.catalog.organization(index));
        Documents {
            date: organization.is_none().then_some(self.catalog.snapshot.date),
            organization: named.map(|one| Named { id: &one.id, name: &one.name }),
            figures: figures
                .iter()
                .filter(|figure| !figure.rows.is_empty())
                .map(|figure| self.document(figure))
                .collect(),
        }
    }
}
