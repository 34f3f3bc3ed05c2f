//! Contexts of every page type, full, empty and strange, made by hand: what templates must be able to show.

#![allow(dead_code, clippy::unwrap_used, clippy::assigning_clones, clippy::wildcard_imports)] // Shared by tests and benchmarks; a sample that cannot be made is a fault here.

use etalage::site::view::*;
use serde_json::{Value, json, to_value};

/// What every template knows of a site.
pub(crate) fn globals(language: &str) -> Value {
    json!({
        "base": "/portail",
        "site": {
            "title": "Données ouvertes de Port-Aurélin",
            "description": "Les données publiques de la Ville et de l’Agglomération, libres d’usage.",
            "publisher": "Agglomération de la Baie d’Aurélin", "contact": "donnees@example.org",
            "language": language, "base_url": "https://example.org/portail", "accessibility": "partial",
            "accessibility_href": "/portail/pages/accessibility/", "legal_href": "/portail/pages/legal/",
            "about_href": "/portail/pages/about/",
            "header": [{"label": "À propos", "href": "/portail/pages/about/"}],
            "footer": [{"label": "Contact", "href": "/portail/pages/contact/"}],
            "translations": [{"language": "en", "href": "https://example.org/en"}],
            "csp_meta": "", "noindex": false, "portal": "https://catalogue.example.org",
            "portal_host": "catalogue.example.org", "has_reuses": true, "has_dataservices": true,
            "has_topics": true, "has_posts": true,
        }
    })
}

/// A page: its name, its template, its context.
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) template: &'static str,
    pub(crate) context: Value,
}

fn sample<T: serde::Serialize>(name: &'static str, template: &'static str, context: &T) -> Sample {
    Sample { name, template, context: to_value(context).unwrap() }
}

pub(crate) fn frame(title: &str, section: &'static str) -> Frame {
    Frame {
        title: title.to_owned(),
        description: "Une phrase ou deux pour les moteurs.".to_owned(),
        url: "https://example.org/portail/x/".to_owned(),
        canonical: "https://example.org/portail/x/".to_owned(),
        section,
        breadcrumbs: vec![link("Jeux de données", "/portail/datasets/")],
        alternates: vec![Alternate {
            language: "en".to_owned(),
            href: "https://example.org/en/x/".to_owned(),
        }],
        ..Frame::default()
    }
}

fn link(label: &str, href: &str) -> Link {
    Link { label: label.to_owned(), href: href.to_owned() }
}

fn term(label: &str, href: &str) -> Term {
    Term { id: label.to_lowercase(), label: label.to_owned(), href: href.to_owned() }
}

fn day(iso: &str, text: &str) -> Day {
    Day { iso: iso.to_owned(), text: text.to_owned() }
}

fn external(href: &str) -> External {
    let host = href.split('/').nth(2).unwrap_or_default();
    External {
        href: href.to_owned(),
        host: host.to_owned(),
        text: href.trim_start_matches("https://").to_owned(),
    }
}

pub(crate) fn producer() -> Producer {
    Producer {
        kind: "organization",
        name: "Ville de Port-Aurélin".to_owned(),
        acronym: "VPA".to_owned(),
        href: "/portail/organizations/ville-de-port-aurelin/".to_owned(),
        certified: true,
    }
}

fn metrics() -> Metrics {
    Metrics { views: "12 000".to_owned(), downloads: "3 400".to_owned(), followers: "21".to_owned() }
}

fn harvest() -> HarvestFacts {
    HarvestFacts {
        backend: "DCAT".to_owned(),
        domain: "geo.example.org".to_owned(),
        remote: Some(external("https://geo.example.org/datasets/12")),
        remote_id: "urn:isogeo:metadata:uuid:8a2f".to_owned(),
        created: Some(day("2019-02-03", "3 février 2019")),
        modified: Some(day("2026-01-12", "12 janvier 2026")),
    }
}

pub(crate) fn file(id: &str, title: &str, format: &str, family: &'static str) -> File {
    File {
        id: id.to_owned(),
        title: title.to_owned(),
        format: format.to_owned(),
        family,
        size: "1,2 Mo".to_owned(),
        updated: Some(day("2026-01-12", "12 janvier 2026")),
        link: Some(external("https://static.example.org/resources/arbres/arbres.csv")),
        hosted: true,
        action: "download",
        downloads: "1 200".to_owned(),
        checksum_algorithm: "SHA-1".to_owned(),
        checksum: "da39a3ee5e6b4b0d3255bfef95601890afd80709".to_owned(),
        mime: "text/csv".to_owned(),
        ..File::default()
    }
}

/// Five files, as the median dataset nearly has.
pub(crate) fn groups() -> Vec<FileGroup> {
    let mut shape =
        file("f2", "Arbres au format géographique, projection Lambert 93", "Shapefile", "geographical");
    shape.checksum_algorithm.clear();
    shape.checksum.clear();
    shape.mime.clear();
    shape.hosted = false;
    let mut gone = file("f3", "Service WFS", "WFS", "geographical");
    gone.availability = Availability::Unavailable;
    gone.checked = Some(day("2026-01-10", "10 janvier 2026"));
    gone.action = "visit";
    gone.size.clear();
    gone.downloads.clear();
    let mut unknown = file("f4", "Fichier sans nom", "", "other");
    unknown.link = None;
    unknown.action = "none";
    unknown.address = "javascript:alert(1)".to_owned();
    let mut guide = file("f5", "Guide de lecture et dictionnaire des champs", "PDF", "documents");
    guide.description_html =
        "<p>Le sens de chaque colonne, avec des <strong>exemples</strong>.</p>".to_owned();
    guide.schema = "etalab/schema-arbres 1.0.2".to_owned();
    guide.schema_link = Some(external("https://schema.example.org/arbres/"));
    guide.preview = Some(external("https://explore.example.org/f5"));
    guide.created = Some(day("2020-05-01", "1 mai 2020"));
    vec![
        FileGroup {
            kind: "main",
            label: "4 fichiers principaux".to_owned(),
            files: vec![file("f1", "Arbres d’alignement 2026", "CSV", "tabular"), shape, gone, unknown],
        },
        FileGroup {
            kind: "documentation",
            label: "1 fichier de documentation".to_owned(),
            files: vec![guide],
        },
    ]
}

pub(crate) fn dataset() -> DatasetPage {
    DatasetPage {
        page: frame("Arbres d’alignement et des parcs", "datasets"),
        dataset: DatasetFacts {
            id: "695fec97ebf559f49b93db34".to_owned(),
            slug: "arbres-d-alignement-et-des-parcs".to_owned(),
            title: "Arbres d’alignement et des parcs".to_owned(),
            description_html: "<p>Chaque arbre des rues et des parcs de la ville, avec son espèce, son âge estimé et \
                sa position. Les relevés sont faits par les équipes du service des espaces verts, tous les ans entre \
                octobre et décembre.</p><ul><li>une ligne par arbre ;</li><li>les arbres abattus restent, avec leur \
                date.</li></ul><p>Pour signaler une erreur : <a href=\"mailto:arbres@example.org\" \
                rel=\"nofollow ugc noopener\">arbres@example.org</a>.</p>"
                .to_owned(),
            producer: producer(),
            license: Some(term("Licence Ouverte 2.0", "/portail/licenses/lov2/")),
            license_url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence".to_owned(),
            frequency: Some(term("Annuelle", "")),
            promise: Promise::Kept,
            created: Some(day("2019-02-03", "3 février 2019")),
            updated: Some(day("2026-01-12", "12 janvier 2026")),
            published: Some(day("2019-02-04", "4 février 2019")),
            coverage: Some(Coverage {
                start: Some(day("2019-01-01", "1 janvier 2019")),
                end: Some(day("2025-12-31", "31 décembre 2025")),
            }),
            zones: vec!["Port-Aurélin".to_owned(), "Saint-Brévin".to_owned()],
            granularity: Some(term("Point d’intérêt", "/portail/granularities/poi/")),
            tags: ["arbres", "biodiversite", "espaces-verts", "nature-en-ville"]
                .iter()
                .map(|tag| term(tag, "/portail/tags/x/"))
                .collect(),
            badges: vec![term("Données de forte valeur", "")],
            metrics: metrics(),
            discussions: "12 discussions, dont 3 ouvertes".to_owned(),
            source: Some(external("https://catalogue.example.org/datasets/arbres")),
            files: "5 fichiers".to_owned(),
            files_count: 5,
            formats: vec![term("CSV", "/portail/formats/csv/")],
            ..DatasetFacts::default()
        },
        groups: groups(),
        pager: None,
        reuses: vec![record("Carte des arbres remarquables", "Visualisation")],
        reuses_more: 3,
        community: Vec::new(),
        dataservices: vec![record("API Espaces verts", "Accès ouvert")],
        quality_html: String::new(),
    }
}

/// Elements of every sort: a record alone, with words of its own, absent, and only described.
fn elements() -> Vec<ElementLine> {
    let kind = "Jeu de données".to_owned();
    let html = "<p>À croiser avec les arbres.</p>".to_owned();
    vec![
        ElementLine { kind: kind.clone(), record: Some(record("Arbres", "")), ..ElementLine::default() },
        ElementLine {
            title: "Îlots de fraîcheur".to_owned(),
            description_html: html.clone(),
            kind: kind.clone(),
            record: Some(record("Parcs et jardins", "")),
            ..ElementLine::default()
        },
        ElementLine { kind, missing: true, ..ElementLine::default() },
        ElementLine { title: "À trouver".to_owned(), description_html: html, ..ElementLine::default() },
    ]
}

fn contacts() -> Vec<Contact> {
    vec![
        Contact {
            name: "Service des espaces verts".to_owned(),
            role: "Gestionnaire".to_owned(),
            mail: Some(External {
                href: "mailto:arbres@example.org".to_owned(),
                host: "example.org".to_owned(),
                text: "arbres@example.org".to_owned(),
            }),
            form: Some(external("https://www.example.org/contact")),
        },
        Contact { name: "Accueil".to_owned(), ..Contact::default() },
    ]
}

pub(crate) fn quality(percent: u8) -> Quality {
    let line = |state, label: &str, advice: &str| QualityLine {
        state,
        label: label.to_owned(),
        advice: advice.to_owned(),
    };
    let dimension = |label: &str, points: &str, lacking: &str| MqaLine {
        label: label.to_owned(),
        points: points.to_owned(),
        lacking: lacking.to_owned(),
    };
    Quality {
        percent: Some(percent),
        text: format!("{percent} %"),
        good: percent >= 67,
        exported: true,
        source: String::new(),
        lines: vec![
            line(QualityState::Pass, "Licence renseignée", ""),
            line(QualityState::Fail, "Couverture temporelle non renseignée", "Indiquez la période."),
            line(QualityState::Unknown, "Disponibilité des fichiers : inconnue", ""),
        ],
        mqa: Some(MqaFacts {
            summary: "Estimation selon data.europa.eu : 215 points sur 405 (suffisant)".to_owned(),
            dimensions: vec![
                dimension("Facilité à trouver", "50 / 100", "thème, période"),
                dimension("Contexte", "20 / 20", ""),
            ],
        }),
    }
}

fn record(title: &str, note: &str) -> RecordLine {
    RecordLine {
        title: title.to_owned(),
        href: "/portail/reuses/carte/".to_owned(),
        producer: producer(),
        note: note.to_owned(),
        summary: "Où sont les plus beaux arbres, et comment y aller à pied.".to_owned(),
        date: Some(day("2025-03-02", "2 mars 2025")),
        archived: false,
    }
}

/// What only udata's API tells.
fn told_dataset() -> DatasetPage {
    let mut page = dataset();
    let facts = &mut page.dataset;
    facts.access = Some(term("Ouvert avec un compte", ""));
    facts.authorization = Some(external("https://www.example.org/acces"));
    facts.contacts = contacts();
    facts.schema = "etalab/schema-arbres 1.2".to_owned();
    facts.schema_link = Some(external("https://schema.example.org/arbres.json"));
    let community = file("9-community", "Arbres en Parquet", "Parquet", "tabular");
    page.community = vec![FileGroup {
        kind: "community",
        label: "1 ressource communautaire".to_owned(),
        files: vec![File { author: "Association des arbres".to_owned(), ..community }],
    }];
    page
}

/// Nothing known but what is always there.
fn bare_dataset() -> DatasetPage {
    DatasetPage {
        page: frame("a", "datasets"),
        dataset: DatasetFacts { id: "5".to_owned(), title: "a".to_owned(), ..DatasetFacts::default() },
        groups: Vec::new(),
        pager: None,
        reuses: Vec::new(),
        reuses_more: 0,
        community: Vec::new(),
        dataservices: Vec::new(),
        quality_html: String::new(),
    }
}

/// Everything too long, archived, late, without spaces.
fn strange_dataset() -> DatasetPage {
    let mut page = dataset();
    let facts = &mut page.dataset;
    facts.title = "Plan de prévention des risques d’inondation, anticonstitutionnellement ".repeat(6);
    facts.acronym = "PPRi-".repeat(25);
    facts.archived = true;
    facts.archived_on = Some(day("2024-03-22", "22 mars 2024"));
    facts.promise = Promise::Late;
    facts.description_long = true;
    facts.description_cut = true;
    facts.description_start = "https://exemple.org/".to_owned() + &"chemin-sans-fin/".repeat(20);
    facts.description_html = "<h3>Titre</h3><p>Un tableau :</p><table><thead><tr><th>colonne</th><th>autre</th></tr>\
        </thead><tbody><tr><td>une-valeur-tres-longue-sans-espace-pour-voir-si-le-tableau-deborde-de-la-page</td>\
        <td>2</td></tr></tbody></table><pre><code>un code tres long sur une seule ligne pour voir s'il deborde de la \
        page ou s'il defile tout seul</code></pre><blockquote><p>Une citation.</p></blockquote>"
        .repeat(3);
    facts.zones = (1..=50).map(|zone| format!("Commune numéro {zone}")).collect();
    facts.zones_more = 1204;
    facts.tags = vec![term(&"tag-de-192-caracteres-".repeat(9), ""), term("a", "/portail/tags/a/")];
    facts.badges = vec![term("Séries statistiques reconnues d’intérêt général", ""), term("inconnu", "")];
    facts.harvest = Some(harvest());
    facts.license = Some(term("Une licence écrite à la main, très longue, que personne ne connaît", ""));
    facts.license_url.clear();
    facts.coverage = Some(Coverage { start: Some(day("0001-01-01", "1 janvier 1")), end: None });
    facts.producer.name = "Direction départementale des territoires et de la mer ".repeat(4);
    page.groups[0].files[0].title = "fichier_au_nom_interminable_".repeat(12);
    page.groups[0].files[0].format = "application/vnd.ogc.wms_xml".to_owned();
    page.pager = Some(Pager {
        label: "Page 1".to_owned(),
        next: "/portail/2/".to_owned(),
        last: "/portail/151/".to_owned(),
        ..Pager::default()
    });
    page
}

pub(crate) fn card(title: &str) -> Card {
    Card {
        title: title.to_owned(),
        href: "/portail/datasets/x/".to_owned(),
        producer: producer(),
        summary: "Chaque arbre des rues et des parcs de la ville, avec son espèce, son âge estimé et sa position. Les \
            relevés sont faits tous les ans entre octobre et décembre par le service des espaces verts."
            .to_owned(),
        updated: Some(day("2026-01-12", "12 janvier 2026")),
        formats: ["CSV", "GeoJSON", "PDF"].map(str::to_owned).to_vec(),
        formats_more: 2,
        files: "5 fichiers".to_owned(),
        ..Card::default()
    }
}

fn listings() -> Listings {
    Listings {
        orders: vec![
            link("Les plus récents", ""),
            link("Mis à jour récemment", "/portail/datasets/recent/"),
            link("De A à Z, par producteur", "/portail/producers/"),
        ],
        families: vec![
            link("Tableaux", "/portail/formats/tabular/"),
            link("Données géographiques", "/portail/formats/geographical/"),
        ],
        licenses: vec![link("Licence Ouverte 2.0", "/portail/licenses/lov2/")],
        granularities: vec![link("Commune", "/portail/granularities/fr-commune/")],
    }
}

fn pager() -> Pager {
    Pager {
        label: "Page 3".to_owned(),
        previous: "/portail/datasets/page/4/".to_owned(),
        next: "/portail/datasets/page/2/".to_owned(),
        first: "/portail/datasets/".to_owned(),
        last: "/portail/datasets/page/1/".to_owned(),
        chronological: true,
    }
}

fn lines() -> Vec<IndexLine> {
    ["Ville de Port-Aurélin", "Agglomération de la Baie d’Aurélin", "Syndicat mixte des transports"]
        .iter()
        .map(|label| IndexLine {
            label: (*label).to_owned(),
            href: "/portail/organizations/x/".to_owned(),
            count: 12,
            text: "12 jeux de données".to_owned(),
            note: "SMT".to_owned(),
            certified: true,
        })
        .collect()
}

fn totals() -> Vec<Total> {
    [("192", "jeux de données"), ("531", "fichiers"), ("24", "producteurs"), ("18", "réutilisations")]
        .map(|(value, label)| Total {
            value: value.to_owned(),
            label: label.to_owned(),
            href: "/portail/datasets/".to_owned(),
        })
        .to_vec()
}

/// Every page type; `cards` is what a list of datasets holds, `quality` a dataset's quality, both rendered.
#[allow(clippy::too_many_lines)] // One entry a page type.
pub(crate) fn all(cards: &str, quality: &str) -> Vec<Sample> {
    let cards_html = cards.to_owned();
    let mut reuse = ReuseFacts {
        id: "r".to_owned(),
        title: "Carte des arbres remarquables".to_owned(),
        archived: true,
        kind: Some(term("Visualisation", "")),
        topic: Some(term("Environnement et énergie", "")),
        producer: Producer { kind: "person", name: "Un particulier".to_owned(), ..Producer::default() },
        description_html: "<p>Où sont les plus beaux arbres.</p>".to_owned(),
        description_cut: true,
        link: Some(external("https://arbres.example.org/")),
        tags: vec![term("arbres", "/portail/tags/arbres/")],
        created: Some(day("2025-03-02", "2 mars 2025")),
        updated: Some(day("2025-03-02", "2 mars 2025")),
        metrics: metrics(),
        datasets: "1 jeu de données".to_owned(),
        missing: 2,
        source: Some(external("https://catalogue.example.org/reuses/carte")),
    };
    let full_reuse = sample(
        "reuse",
        "reuse.html",
        &ReusePage {
            page: frame("Carte", "reuses"),
            reuse,
            cards_html: cards_html.clone(),
            pager: Some(pager()),
        },
    );
    reuse = ReuseFacts { id: "r".to_owned(), title: "r".to_owned(), ..ReuseFacts::default() };
    let bare_reuse = sample(
        "reuse-bare",
        "reuse.html",
        &ReusePage { page: frame("r", "reuses"), reuse, cards_html: String::new(), pager: None },
    );
    let dataservice = DataserviceFacts {
        id: "d".to_owned(),
        title: "API Mesures de l’air".to_owned(),
        acronym: "AMA".to_owned(),
        archived: true,
        producer: producer(),
        description_html: "<p>Les mesures, heure par heure.</p>".to_owned(),
        description_cut: true,
        base: Some(external("https://api.example.org/air/v2/")),
        machine_documentation: Some(external("https://api.example.org/air/v2/openapi.json")),
        technical_documentation: Some(external("https://api.example.org/doc")),
        business_documentation: Some(external("https://www.example.org/doc")),
        authorization: Some(external("https://www.example.org/acces")),
        contacts: contacts(),
        availability: "99,9 %".to_owned(),
        rate_limiting: "100 appels par minute et par adresse".to_owned(),
        access: Some(term("Ouvert avec un compte", "")),
        license: Some(term("Licence Ouverte 2.0", "/portail/licenses/lov2/")),
        license_url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence".to_owned(),
        tags: vec![term("air", "/portail/tags/air/")],
        badges: vec![term("Données de forte valeur", "")],
        created: Some(day("2025-03-02", "2 mars 2025")),
        updated: Some(day("2025-03-02", "2 mars 2025")),
        metrics: metrics(),
        harvest: Some(harvest()),
        datasets: "1 jeu de données".to_owned(),
        missing: 1,
        source: Some(external("https://catalogue.example.org/dataservices/air")),
    };
    let organization = OrganizationFacts {
        id: "o".to_owned(),
        name: "Ville de Port-Aurélin".to_owned(),
        acronym: "VPA".to_owned(),
        certified: true,
        badges: vec![term("Service public", ""), term("Certifié", "")],
        description_html: "<p>La ville, ses services et ses 48 000 habitants.</p>".to_owned(),
        description_cut: true,
        site: Some(external("https://www.port-aurelin.example.org/")),
        business_number: "13002526500013".to_owned(),
        register: Some(link("130 025 265 00013", "https://annuaire.example.org/13002526500013")),
        dashboard: "/portail/organizations/ville/dashboard/".to_owned(),
        datasets: "64 jeux de données".to_owned(),
        datasets_count: 64,
        archived_count: 3,
        files: "180 fichiers".to_owned(),
        reuses_count: 1,
        dataservices_count: 1,
        members: "7 membres".to_owned(),
        metrics: metrics(),
        created: Some(day("2018-01-02", "2 janvier 2018")),
        updated: Some(day("2025-01-02", "2 janvier 2025")),
        source: Some(external("https://catalogue.example.org/organizations/ville")),
    };
    let listing = |kind: &'static str, heading: &str, cards: &str, lines: Vec<RecordLine>| ListingPage {
        page: frame(heading, "datasets"),
        kind,
        heading: heading.to_owned(),
        intro: "Une phrase sur la liste.".to_owned(),
        total: "192 jeux de données".to_owned(),
        cards_html: cards.to_owned(),
        lines,
        about: Some(external("https://www.etalab.gouv.fr/licence-ouverte-open-licence")),
        pager: Some(pager()),
        listings: listings(),
    };
    let index = |kind: &'static str, heading: &str| IndexPage {
        page: frame(heading, "organizations"),
        kind,
        heading: heading.to_owned(),
        intro: String::new(),
        total: "24 organisations".to_owned(),
        letters: vec![
            link("A", ""),
            link("B", "/portail/producers/b/"),
            link("Autres", "/portail/producers/other/"),
        ],
        groups: vec![
            IndexGroup { heading: "A".to_owned(), id: "a".to_owned(), lines: lines() },
            IndexGroup { heading: String::new(), id: String::new(), lines: lines() },
        ],
        pager: Some(Pager { chronological: false, ..pager() }),
        listings: listings(),
    };
    let mut home_frame = frame("", "home");
    home_frame.breadcrumbs.clear();
    vec![
        sample("dataset", "dataset.html", &DatasetPage { quality_html: quality.to_owned(), ..dataset() }),
        sample("dataset-told", "dataset.html", &told_dataset()),
        sample("dataset-bare", "dataset.html", &bare_dataset()),
        sample(
            "dataset-strange",
            "dataset.html",
            &DatasetPage { quality_html: quality.to_owned(), ..strange_dataset() },
        ),
        sample(
            "files",
            "files.html",
            &FilesPage {
                page: frame("Arbres – Page 2", "datasets"),
                title: "Arbres d’alignement".to_owned(),
                href: "/portail/datasets/arbres/".to_owned(),
                producer: producer(),
                groups: groups(),
                pager: Pager { chronological: false, ..pager() },
            },
        ),
        full_reuse,
        bare_reuse,
        sample(
            "dataservice",
            "dataservice.html",
            &DataservicePage {
                page: frame("API", "dataservices"),
                dataservice,
                cards_html: cards_html.clone(),
                pager: Some(pager()),
            },
        ),
        sample(
            "dataservice-bare",
            "dataservice.html",
            &DataservicePage {
                page: frame("API", "dataservices"),
                dataservice: DataserviceFacts {
                    id: "d".to_owned(),
                    title: "d".to_owned(),
                    ..DataserviceFacts::default()
                },
                cards_html: String::new(),
                pager: None,
            },
        ),
        sample(
            "organization",
            "organization.html",
            &OrganizationPage {
                page: frame("Ville", "organizations"),
                organization,
                cards_html: cards_html.clone(),
                pager: Some(pager()),
                reuses: vec![record("Carte", "Visualisation")],
                reuses_more: 2,
                dataservices: vec![record("API", "Accès ouvert")],
                dataservices_more: 1,
            },
        ),
        sample(
            "organization-bare",
            "organization.html",
            &OrganizationPage {
                page: frame("<\\'\">", "organizations"),
                organization: OrganizationFacts {
                    id: "o".to_owned(),
                    name: "<\\'\">".to_owned(),
                    ..OrganizationFacts::default()
                },
                cards_html: String::new(),
                pager: None,
                reuses: Vec::new(),
                reuses_more: 0,
                dataservices: Vec::new(),
                dataservices_more: 0,
            },
        ),
        sample("datasets", "datasets.html", &listing("datasets", "Jeux de données", cards, Vec::new())),
        sample("listing", "listing.html", &listing("tag", "Mot-clé : arbres", cards, Vec::new())),
        sample("listing-empty", "listing.html", &listing("tag", "Mot-clé : rien", "", Vec::new())),
        sample(
            "reuses",
            "reuses.html",
            &listing("reuses", "Réutilisations", "", vec![record("Carte", "Visualisation")]),
        ),
        sample(
            "dataservices",
            "dataservices.html",
            &listing("dataservices", "API", "", vec![record("API", "Accès ouvert")]),
        ),
        sample("organizations", "organizations.html", &index("organizations", "Organisations")),
        sample("producers", "producers.html", &index("producers", "De A à Z, par producteur")),
        sample("tags", "tags.html", &index("tags", "Mots-clés")),
        sample("licenses", "licenses.html", &index("licenses", "Licences")),
        sample("formats", "formats.html", &index("formats", "Formats")),
        sample("granularities", "granularities.html", &index("granularities", "Granularités")),
        sample(
            "home",
            "home.html",
            &HomePage {
                page: home_frame,
                totals: totals(),
                newest_html: cards_html,
                updated: vec![record("Défibrillateurs en accès public", ""), record("Qualité de l’air", "")],
                producers: lines(),
                tags: lines(),
                listings: listings(),
                snapshot: day("2026-01-16", "16 janvier 2026"),
                not_renewed: true,
            },
        ),
        sample(
            "dashboard",
            "dashboard.html",
            &DashboardPage {
                page: frame("Tableau de bord", "dashboard"),
                totals: totals(),
                themes: vec![theme_view("licenses", "Licences", vec![figure(true)])],
                quality_csv: "/portail/dashboard/quality.csv".to_owned(),
                totals_page: link("Totaux", "/portail/dashboard/totals/"),
                snapshot: day("2026-01-16", "16 janvier 2026"),
                snapshot_origin: "date de l’export".to_owned(),
            },
        ),
        sample(
            "figure",
            "figure.html",
            &FigurePage {
                page: frame("Licences", "dashboard"),
                figure: figure(true),
                others: vec![link("Licences selon l’année", "/portail/dashboard/licenses-per-year/")],
                snapshot: day("2026-01-16", "16 janvier 2026"),
            },
        ),
        sample(
            "organization-dashboard",
            "organization-dashboard.html",
            &OrganizationDashboardPage {
                page: frame("Tableau de bord : Ville", "organizations"),
                organization: link("Ville", "/portail/organizations/ville/"),
                totals: totals(),
                reasons: vec![ReasonView {
                    count: "1 jeu de données".to_owned(),
                    label: "En retard".to_owned(),
                }],
                mend: vec![MendView {
                    title: "Arbres d’alignement".to_owned(),
                    href: "/portail/datasets/arbres/".to_owned(),
                    reasons: vec!["En retard".to_owned()],
                }],
                mend_more: 3,
                mend_csv: "/portail/organizations/ville/dashboard/mend.csv".to_owned(),
                csv: "/portail/organizations/ville/dashboard/figures.csv".to_owned(),
                json: "/portail/organizations/ville/dashboard/figures.json".to_owned(),
                themes: vec![theme_view("licenses", "Licences", vec![figure(false)])],
            },
        ),
        sample(
            "search",
            "search.html",
            &PlainPage { page: frame("Recherche", "search"), listings: listings(), moved: 0 },
        ),
        sample(
            "404",
            "404.html",
            &PlainPage { page: frame("Page introuvable", ""), listings: listings(), moved: 4 },
        ),
        sample(
            "content",
            "content.html",
            &ContentPage {
                page: frame("À propos", "content"),
                title: "À propos".to_owned(),
                html: "<p>Ce portail…</p><h2>Pourquoi</h2><p>Parce que.</p>".to_owned(),
                snapshot: day("2026-01-16", "16 janvier 2026"),
                about: true,
                not_renewed: true,
            },
        ),
        sample(
            "topics",
            "topics.html",
            &listing(
                "topics",
                "Thématiques",
                "",
                vec![record("Adaptation au changement climatique", "12 éléments")],
            ),
        ),
        sample(
            "topic",
            "topic.html",
            &TopicPage {
                page: frame("Adaptation au changement climatique", "topics"),
                topic: TopicFacts {
                    id: "t1".to_owned(),
                    title: "Adaptation au changement climatique".to_owned(),
                    producer: producer(),
                    description_html: "<p>Ce qu’il faut pour prévoir.</p>".to_owned(),
                    description_cut: true,
                    tags: vec![term("climat", "/portail/tags/climat/")],
                    created: Some(day("2025-03-02", "2 mars 2025")),
                    updated: Some(day("2025-03-02", "2 mars 2025")),
                    total: "4 éléments".to_owned(),
                    source: Some(external("https://catalogue.example.org/topics/climat")),
                },
                elements: elements(),
                elements_more: 2,
            },
        ),
        sample(
            "topic-bare",
            "topic.html",
            &TopicPage {
                page: frame("t", "topics"),
                topic: TopicFacts { id: "t2".to_owned(), title: "t".to_owned(), ..TopicFacts::default() },
                elements: Vec::new(),
                elements_more: 0,
            },
        ),
        sample(
            "posts",
            "posts.html",
            &listing(
                "posts",
                "Actualités",
                "",
                vec![RecordLine {
                    producer: Producer { kind: "none", ..Producer::default() },
                    ..record("Ouverture du portail", "")
                }],
            ),
        ),
        sample(
            "post",
            "post.html",
            &PostPage {
                page: frame("Ouverture du portail", "posts"),
                post: PostFacts {
                    id: "p1".to_owned(),
                    title: "Ouverture du portail".to_owned(),
                    headline: "Les données de la baie en libre accès.".to_owned(),
                    content_html: "<h3>Pourquoi</h3><p>Parce que.</p>".to_owned(),
                    content_cut: true,
                    published: Some(day("2025-03-02", "2 mars 2025")),
                    image: "https://static.example.org/ouverture.png".to_owned(),
                    credit: "Service de la communication".to_owned(),
                    credit_link: Some(external("https://www.example.org/photos")),
                    tags: vec![term("portail", "")],
                    source: Some(external("https://catalogue.example.org/posts/ouverture")),
                },
                elements: elements(),
            },
        ),
        sample(
            "post-bare",
            "post.html",
            &PostPage {
                page: frame("p", "posts"),
                post: PostFacts { id: "p2".to_owned(), title: "p".to_owned(), ..PostFacts::default() },
                elements: Vec::new(),
            },
        ),
        sample(
            "sitemap",
            "sitemap.html",
            &SiteMapPage {
                page: frame("Plan du site", ""),
                sections: vec![SiteMapSection {
                    heading: "Données".to_owned(),
                    links: vec![link("Jeux de données", "/portail/datasets/")],
                }],
            },
        ),
    ]
}

fn theme_view(id: &'static str, title: &str, figures: Vec<FigureView>) -> ThemeView {
    ThemeView {
        id,
        title: title.to_owned(),
        figures,
        details: vec![link("Licences selon l’année", "/portail/dashboard/licenses-per-year/")],
    }
}

/// A figure, with a page of its own or its numbers beside it.
fn figure(has_page: bool) -> FigureView {
    let only = |text: &str| if has_page { text.to_owned() } else { String::new() };
    FigureView {
        id: "licenses-shown",
        title: "Licences".to_owned(),
        key: "La moitié est ouverte.".to_owned(),
        about: "Toutes les licences.".to_owned(),
        chart_html: "<svg class=\"chart bars-chart\" height=\"36\" role=\"img\" aria-label=\"x\"><rect class=\"a\" y=\"19\" width=\"50%\" height=\"9\"/></svg>".to_owned(),
        keys: vec![KeyView { tone: "a", label: "Ouvertes".to_owned() }],
        table_html: "<table><caption class=\"sr\">Licences</caption><tbody><tr><th scope=\"row\">ODbL</th><td>3</td></tr></tbody></table>".to_owned(),
        table_note: "1 ligne sur 3.".to_owned(),
        href: only("/portail/dashboard/licenses/"),
        csv: only("/portail/dashboard/licenses.csv"),
        json: only("/portail/dashboard/licenses.json"),
        wide: false,
        map: true,
    }
}
