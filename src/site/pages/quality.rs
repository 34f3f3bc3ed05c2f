//! What a dataset's page says of its quality: what passes, what does not, what to do.

use super::super::view::{MqaFacts, MqaLine, Quality, QualityContext, QualityLine, QualityState};
use super::super::{Site, SiteError};
use crate::catalog::{self, Criterion, Dataset, DatasetIndex, Dimension, Mqa};

/// From which score on udata's own pages call a dataset good (cdata `QualityScore.vue`: two thirds).
const GOOD: u8 = 67;

/// All that [`Site::quality`] tells of a dataset. Datasets that agree in it, most do, share the HTML.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::site) struct Measured {
    answers: catalog::Quality,
    /// The source's own score.
    score: Option<u8>,
    has_files: bool,
    /// Points by dimension and in all, and whether each metric is wholly fulfilled.
    estimate: Option<([u16; 5], u16, [bool; 23])>,
}

impl Site {
    /// What is told of a dataset's quality, to be compared with others.
    pub(in crate::site) fn measured(&self, dataset: &Dataset) -> Measured {
        Measured {
            answers: self.catalog.quality(dataset),
            score: dataset.quality_score,
            has_files: dataset.resources_count() > 0,
            estimate: Mqa::of(dataset).map(|mqa| {
                let points = Dimension::ALL.map(|dimension| mqa.points(dimension).0);
                (points, mqa.total(), mqa.metrics.map(|metric| metric.share >= 1.0))
            }),
        }
    }

    /// The part of a dataset's page on its quality.
    pub(in crate::site) fn render_quality(&self, index: DatasetIndex) -> Result<Box<str>, SiteError> {
        let quality = self.quality(self.catalog.dataset(index));
        Ok(self.theme.render("quality.html", &QualityContext { quality })?.into_boxed_str())
    }

    pub(in crate::site) fn quality(&self, dataset: &Dataset) -> Quality {
        let quality = self.catalog.quality(dataset);
        let percent = quality.score().or(dataset.quality_score);
        let share = |percent: u8| self.locale.percent(f64::from(percent) / 100.0, 0);
        let (least, most) = quality.range();
        Quality {
            percent,
            text: percent.map_or_else(
                || {
                    let (least, most) = (share(least), share(most));
                    self.theme.message(
                        "quality-range",
                        &[("least", least.as_str().into()), ("most", most.as_str().into())],
                    )
                },
                share,
            ),
            good: percent.unwrap_or(least) >= GOOD,
            exported: quality.score().is_none() && percent.is_some(),
            source: dataset
                .quality_score
                .filter(|score| Some(*score) != percent)
                .map_or_else(String::new, |score| {
                    self.theme.message("quality-source", &[("score", share(score).as_str().into())])
                }),
            lines: self.quality_lines(dataset, &quality),
            mqa: Mqa::of(dataset).map(|mqa| self.mqa(&mqa)),
        }
    }

    /// In the order of udata's own pages, which show the two criteria of updates in one line.
    fn quality_lines(&self, dataset: &Dataset, quality: &catalog::Quality) -> Vec<QualityLine> {
        let mut lines = vec![self.quality_line("description", quality.answer(Criterion::DescriptionQuality))];
        lines.push(self.quality_line("license", quality.answer(Criterion::License)));
        lines.push(match quality.answer(Criterion::UpdateFrequency) {
            Some(true) => self.quality_line("update", quality.answer(Criterion::UpdateFulfilledInTime)),
            answer => self.quality_line("frequency", answer),
        });
        lines.push(self.quality_line("temporal", quality.answer(Criterion::TemporalCoverage)));
        lines.push(self.quality_line("spatial", quality.answer(Criterion::Spatial)));
        if dataset.resources_count() == 0 && quality.answer(Criterion::OpenFormat) == Some(false) {
            lines.push(self.quality_line("files", Some(false)));
        } else {
            lines.push(self.quality_line("formats", quality.answer(Criterion::OpenFormat)));
            lines.push(self.quality_line("documentation", quality.answer(Criterion::ResourcesDocumentation)));
            lines.push(self.quality_line("availability", quality.answer(Criterion::ResourcesAvailable)));
        }
        lines
    }

    fn quality_line(&self, key: &str, answer: Option<bool>) -> QualityLine {
        let word = |end: &str| self.label("quality", &format!("{key}-{end}"));
        match answer {
            Some(true) => {
                QualityLine { state: QualityState::Pass, label: word("pass"), advice: String::new() }
            }
            Some(false) => {
                QualityLine { state: QualityState::Fail, label: word("fail"), advice: word("advice") }
            }
            None => {
                QualityLine { state: QualityState::Unknown, label: word("unknown"), advice: String::new() }
            }
        }
    }

    fn mqa(&self, mqa: &Mqa) -> MqaFacts {
        let rating = self.label("mqa", mqa.rating().id());
        let line = |dimension: Dimension| {
            let (points, most) = mqa.points(dimension);
            let lacking: Vec<String> =
                mqa.lacking(dimension).map(|metric| self.label("mqa", metric.id)).collect();
            MqaLine {
                label: self.label("mqa", dimension.id()),
                points: format!("{points} / {most}"),
                lacking: lacking.join(", "),
            }
        };
        MqaFacts {
            summary: self.theme.message(
                "mqa-summary",
                &[
                    ("points", u32::from(mqa.total()).into()),
                    ("most", u32::from(Mqa::POINTS).into()),
                    ("rating", rating.as_str().into()),
                ],
            ),
            dimensions: Dimension::ALL.map(line).into(),
        }
    }
}
