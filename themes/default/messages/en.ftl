# The words of the portal in English.

## The frame of every page

skip = Skip to content
menu = Main menu
menu-datasets = Data
breadcrumb = Breadcrumb
home = Home
datasets = Datasets
organizations = Organisations
reuses = Reuses
dataservices = APIs
topics = Topics
posts = News
dashboard = Dashboard
tags = Tags
licenses = Licences
formats = Formats
granularities = Granularities
search = Search
search-label = Search the portal
search-placeholder = Transport, budget, trees…
search-submit = Search
footer-menu = About this site
footer-publisher = Published by { $name }
footer-contact = Write to the portal’s team
footer-source = From the catalogue of
site-map = Site map
accessibility =
    { $state ->
        [full] Accessibility: fully compliant
        [partial] Accessibility: partially compliant
       *[none] Accessibility: not compliant
    }
legal = Legal notice
about = About

## Numbers of things

count-datasets = { $count ->
    [0] No dataset
    [one] { $count } dataset
   *[other] { $count } datasets
}
count-files = { $count ->
    [0] No file
    [one] { $count } file
   *[other] { $count } files
}
count-files-main = { $count ->
    [0] No main file
    [one] { $count } main file
   *[other] { $count } main files
}
count-files-documentation = { $count ->
    [0] No documentation file
    [one] { $count } documentation file
   *[other] { $count } documentation files
}
count-files-update = { $count ->
    [0] No update
    [one] { $count } update
   *[other] { $count } updates
}
count-files-api = { $count ->
    [0] No API
    [one] { $count } API
   *[other] { $count } APIs
}
count-files-code =
    { $count ->
        [one] { $count } source code file
       *[other] { $count } source code files
    }
count-files-community = { $count ->
    [0] No community resource
    [one] { $count } community resource
   *[other] { $count } community resources
}
count-files-other = { $count ->
    [0] No other file
    [one] { $count } other file
   *[other] { $count } other files
}
count-organizations = { $count ->
    [0] No organisation
    [one] { $count } organisation
   *[other] { $count } organisations
}
count-topics = { $count ->
    [0] No topic
    [one] { $count } topic
   *[other] { $count } topics
}
count-posts = { $count ->
    [0] No post
    [one] { $count } post
   *[other] { $count } posts
}
count-elements = { $count ->
    [0] No element
    [one] { $count } element
   *[other] { $count } elements
}
count-reuses = { $count ->
    [0] No reuse
    [one] { $count } reuse
   *[other] { $count } reuses
}
count-dataservices = { $count ->
    [0] No API
    [one] { $count } API
   *[other] { $count } APIs
}
count-tags = { $count ->
    [0] No tag
    [one] { $count } tag
   *[other] { $count } tags
}
count-members = { $count ->
    [0] No member
    [one] { $count } member
   *[other] { $count } members
}
count-discussions = { $count ->
    [one] { $count } discussion
   *[other] { $count } discussions
}{ $open ->
    [0] {""}
   *[other] , { $open } of them open
}
total-datasets = { $count ->
    [one] dataset
   *[other] datasets
}
total-files = { $count ->
    [one] file
   *[other] files
}
total-producers = { $count ->
    [one] producer
   *[other] producers
}
total-reuses = { $count ->
    [one] reuse
   *[other] reuses
}
and-more =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
and-others = and others

## Who publishes

certified = Certified public service
producer-person = A private individual
producer-unknown = Unknown producer

## Lists and their pages

list = List
list-empty = There is nothing here yet.
about-this = More about this
datasets-of = Datasets: { $name }
heading-tag = Datasets tagged “{ $name }”
heading-license = Licence: { $name }
heading-format = Format: { $name }
heading-granularity = Datasets by { $name }
family-all = All formats: { $name }
recently-updated = Recently updated
recently-updated-intro = The hundred datasets that were updated last.
order-published = Newest first
order-updated = Recently updated
order-producers = By producer, A to Z
largest-producers = Those who publish most
tags-most-used = Most used
letters = By first letter
letter-other = Other
pages = Pages
page-number = Page { $count }
pager-newest = Newest
pager-newer = Newer
pager-older = Older
pager-oldest = Oldest
pager-first = First page
pager-previous = Previous page
pager-next = Next page
pager-last = Last page
ways = Narrow the list
ways-order = Order
ways-format = Kind of file
ways-granularity = Scale
ways-license = Licence
ways-all = Browse all

## A record, whatever its kind

description = Description
description-none = The producer has not described this data.
description-more = Read the whole description
description-cut = The description is very long: the rest is on
table-label = Table to scroll
information = Information
updated = Last update
updated-on = Updated on
created = Creation
published = Publication
license = Licence
license-none = Not specified
license-text = Text of the licence
views = Views
downloads = Downloads
followers = Followers
discussions = Discussions
id = Identifier
source = Original page
type = Type
topic = Topic
archived = Archived
unknown = Unknown
unknown-feminine = Unknown
harvested-from = Harvested from
harvest-id = Original identifier
harvest-created = Created at the source
harvest-modified = Modified at the source

## A dataset

dataset-archived = This dataset is archived.
dataset-archived-on = This dataset has been archived since
dataset-archived-why = It is no longer kept up to date and no longer listed.
frequency = Frequency
promise-kept = Kept
promise-late = Late
coverage-time = Period covered
coverage-from = From
coverage-to = to
coverage-since = Since
coverage-until = Until
coverage-space = Area covered
has-geometry = Its own geometry
granularity = Scale
quality = Quality of the metadata
quality-good = Good
quality-poor = Could be better
quality-range = between { $least } and { $most }
quality-exported = As the source portal says: not all criteria are known here.
quality-source = The source portal says { $score }.
quality-description-pass = The data is described
quality-description-fail = The description is too short
quality-description-advice = Say in a few sentences what the data holds, where it comes from and what its limits are.
quality-description-unknown = Description: unknown
quality-license-pass = There is a licence
quality-license-fail = There is no licence
quality-license-advice = Choose a licence, such as the Licence Ouverte 2.0.
quality-license-unknown = Licence: unknown
quality-frequency-pass = The update frequency is given
quality-frequency-fail = The update frequency is not given
quality-frequency-advice = Say how often the data is updated.
quality-frequency-unknown = Update frequency: unknown
quality-update-pass = Updates are on time
quality-update-fail = Updates are late
quality-update-advice = Update the data, or correct the frequency.
quality-update-unknown = Whether updates are on time: unknown
quality-temporal-pass = The period covered is given
quality-temporal-fail = The period covered is not given
quality-temporal-advice = Say which period the data covers.
quality-temporal-unknown = Period covered: unknown
quality-spatial-pass = The area covered is given
quality-spatial-fail = The area covered is not given
quality-spatial-advice = Say which area the data covers.
quality-spatial-unknown = Area covered: unknown
quality-files-fail = There is no file
quality-files-advice = Add at least one file in an open format, with a description.
quality-formats-pass = Files are in standard formats
quality-formats-fail = Files are in closed formats only
quality-formats-advice = Add the data in an open format, such as CSV or JSON.
quality-formats-unknown = Formats of files: unknown
quality-documentation-pass = Files are documented
quality-documentation-fail = Files are not documented
quality-documentation-advice = Describe the files, or add documentation.
quality-documentation-unknown = Documentation of files: unknown
quality-availability-pass = All files are available
quality-availability-fail = Some files are not available
quality-availability-advice = Correct the addresses of files that did not answer at the last check.
quality-availability-unknown = Availability of files: unknown
mqa-summary = Estimated for data.europa.eu: { $points } points of { $most } ({ $rating })
mqa-bad = bad
mqa-sufficient = sufficient
mqa-good = good
mqa-excellent = excellent
mqa-lacking = Lacking:
mqa-findability = Findability
mqa-accessibility = Accessibility
mqa-interoperability = Interoperability
mqa-reusability = Reusability
mqa-contextuality = Context
mqa-keyword = keywords
mqa-theme = a theme
mqa-spatial = the area covered
mqa-temporal = the period covered
mqa-access-url = addresses that answer
mqa-download-url = addresses to download from
mqa-download-url-answers = downloads that answer
mqa-format = a format for each file
mqa-media-type = a media type for each file
mqa-vocabulary = formats of the European vocabulary
mqa-non-proprietary = formats that no firm owns
mqa-machine-readable = formats that programs read
mqa-dcat-ap = compliance with DCAT-AP
mqa-license = a licence
mqa-license-vocabulary = a licence of the vocabulary
mqa-access-rights = access rights
mqa-access-rights-vocabulary = access rights of the vocabulary
mqa-contact-point = a contact
mqa-publisher = a publisher
mqa-rights = rights
mqa-byte-size = sizes of files
mqa-issued = the day of publication
mqa-modified = the day of the last change

contact = Contact
contact-form = form
community = Community resources
community-intro = What others than the producer publish from this data.

## Files

files = Files
files-of = Files of
files-none = This dataset has no file.
files-unlisted = They are listed on
file-untitled = Unnamed file
file-download = Download
file-visit = Open
file-no-link = Unusable address
file-downloads = Downloads: { $count }
file-unavailable = Unavailable at the last check
file-details = Details
file-address = Address given
file-schema = Schema
file-mime = Media type
file-preview = Preview
format-unknown = unknown format
size-unknown = unknown size

## An organization

presentation = Presentation
organization-archived =
    { $count ->
        [one] and { $count } archived
       *[other] and { $count } archived
    }
organization-empty = This organization has no current dataset.
organization-site = Site
business-number = Business number
members = Members
account-created = Joined
account-updated = Last change

## A reuse

reuse-archived = This reuse is archived.
reuse-visit = See the reuse
datasets-used = Data used
datasets-used-none = This reuse names no dataset of this catalogue.
datasets-missing =
    { $count ->
        [one] { $count } dataset named is not in this catalogue.
       *[other] { $count } datasets named are not in this catalogue.
    }

## An API

dataservice-archived = This API is archived.
access = Access
availability = Availability
rate-limiting = Limits of use
api-addresses = Addresses
api-base = Address of the API
api-machine = Machine-readable documentation
api-technical = Technical documentation
api-business = Documentation for users
api-authorization = Ask for access
api-no-address = The producer has given no address.
datasets-served = Data served

## Topics and posts

topic-elements = Contents
topic-elements-none = The source does not say what this topic gathers.
element-missing = not on this portal
post-text = Text
post-elements = In this post
post-cut = The text is cut here. The rest:

## Home, dashboard, other pages

home-newest = Latest publications
home-all-datasets = All datasets
home-updated = Recently updated
home-producers = Who publishes
home-all-producers = All organizations
home-tags = Subjects
home-all-tags = All tags
home-ways = Other ways to look
snapshot-of = State of the catalogue on
snapshot-not-renewed = The source did not answer: this is the last state known.
snapshot-config = date set in the site’s configuration
snapshot-manifest = date of collection
snapshot-file-name = date of the export
snapshot-epoch = date set when the site was built
snapshot-newest-record = date of the last known change
chart-table = See the numbers
site-map-ways = Ways to the datasets
site-map-others = The portal
site-map-pages = Pages
not-found = Page not found
not-found-why = The address has changed or never existed. Search and these lists may lead you to what you want.

## Labels of udata’s vocabularies: `{family}-{id}`, other signs than letters, digits and `_` written `-`

access-open = Open
access-open_with_account = Open with an account
access-restricted = Restricted
badge-hvd = High-value data
badge-spd = Reference data public service
badge-inspire = INSPIRE
badge-pivotal-data = Pivotal data
badge-sl = Labelled statistical series
badge-sr = Statistical series of recognised general interest
badge-public-service = Public service
badge-certified = Certified
badge-local-authority = Local authority
badge-association = Association
badge-company = Company
badge-c3 = Climate challenge
badge-nec = Entrepreneurs of culture
badge-openfield16 = Openfield16
family-tabular = Tables
family-machine_readable = Structured data
family-geographical = Geographical data
family-documents = Documents
family-other = Other formats
frequency-continuous = Real time
frequency-oneMinute = Every minute
frequency-fiveMinutes = Every five minutes
frequency-tenMinutes = Every ten minutes
frequency-fifteenMinutes = Every fifteen minutes
frequency-thirtyMinutes = Every thirty minutes
frequency-hourly = Hourly
frequency-bihourly = Every two hours
frequency-trihourly = Every three hours
frequency-twelveHours = Every twelve hours
frequency-severalTimesADay = Several times a day
frequency-threeTimesADay = Three times a day
frequency-semidaily = Twice a day
frequency-daily = Daily
frequency-fiveTimesAWeek = Five times a week
frequency-threeTimesAWeek = Three times a week
frequency-semiweekly = Twice a week
frequency-weekly = Weekly
frequency-biweekly = Every two weeks
frequency-threeTimesAMonth = Three times a month
frequency-semimonthly = Twice a month
frequency-monthly = Monthly
frequency-bimonthly = Every two months
frequency-quarterly = Quarterly
frequency-threeTimesAYear = Three times a year
frequency-semiannual = Twice a year
frequency-annual = Annual
frequency-biennial = Every two years
frequency-triennial = Every three years
frequency-quadrennial = Every four years
frequency-quinquennial = Every five years
frequency-decennial = Every ten years
frequency-bidecennial = Every twenty years
frequency-tridecennial = Every thirty years
frequency-punctual = One-off
frequency-irregular = Irregular
frequency-never = Never
frequency-notPlanned = Not planned
frequency-other = Other
frequency-unknown = Unknown
granularity-country = Country
granularity-country-group = Group of countries
granularity-country-subset = Part of a country
granularity-poi = Point of interest
granularity-other = Other
granularity-fr-region = French region
granularity-fr-departement = French department
granularity-fr-arrondissement = French arrondissement
granularity-fr-commune = French municipality
granularity-fr-iris = IRIS (INSEE neighbourhood)
granularity-fr-canton = French canton
granularity-fr-collectivite = French overseas collectivity
granularity-fr-epci = French intermunicipal body (EPCI)
license-notspecified = Licence not specified
license-other-at = Other (attribution)
license-other-open = Other (open)
license-other-pd = Other (public domain)
contact-role-contact = Contact
contact-role-creator = Creator
contact-role-publisher = Publisher
contact-role-rightsHolder = Rights holder
contact-role-custodian = Custodian
contact-role-distributor = Distributor
contact-role-originator = Originator
contact-role-principalInvestigator = Principal investigator
contact-role-processor = Processor
contact-role-resourceProvider = Resource provider
contact-role-user = User
reuse-type-api = API
reuse-type-application = Application
reuse-type-idea = Idea
reuse-type-news_article = News article
reuse-type-paper = Paper
reuse-type-post = Blog post
reuse-type-visualization = Visualisation
reuse-type-hardware = Connected device
reuse-topic-health = Health
reuse-topic-transport_and_mobility = Transport and mobility
reuse-topic-housing_and_development = Housing and development
reuse-topic-food_and_agriculture = Food and agriculture
reuse-topic-culture_and_recreation = Culture and recreation
reuse-topic-economy_and_business = Economy and business
reuse-topic-environment_and_energy = Environment and energy
reuse-topic-work_and_training = Work and training
reuse-topic-politics_and_public_life = Politics and public life
reuse-topic-safety_and_security = Safety
reuse-topic-education_and_research = Education and research
reuse-topic-society_and_demography = Society and demography
reuse-topic-law_and_justice = Law and justice
reuse-topic-open_data_tools = Open data tools
reuse-topic-others = Others

## The search page. $1 and $2 stand for what its script knows.

search-hint = Type a few words: results show as you type.
search-without-script = Search runs in your browser, with JavaScript, on a site that is online. Without JavaScript or with an old browser, these lists lead to the same data. In a folder opened without a server (file://), run "etalage serve" and follow the address that it gives.
search-failed = The search could not be loaded. Load the page again; otherwise, these lists lead to the same data.
search-total-one = $1 result
search-total-other = $1 results
search-shown = $1 results shown of $2
search-none = No result for “$1”. Try other words, or fewer filters.
search-nothing = No result. Try fewer filters.
search-unknown = No result for “$1”: here are the results without that word.
search-corrected = No result for “$1”: here are the results for “$2”.
search-missing = Part of the search could not be read: some results may be missing. Load the page again.
search-results = Results
search-kinds = What you are looking for
search-all = Everything
search-filters = Filters
search-clear = Clear filters
search-more = Show more results
search-more-values = More choices
search-sort = Sort by
search-archives = Archives
search-without-archived = Without archives
sort-relevance = Relevance
sort-newest = Newest
sort-updated = Last updated
sort-views = Most viewed
kind-dataset = Dataset
kind-organization = Organization
kind-reuse = Reuse
kind-dataservice = API
facet-license = Licence
facet-granularity = Scale
facet-badge = Label
facet-producer = Kind of producer
facet-updated = Updated
opensearch-name = Open data
opensearch-description = Search { $name }

## Facets of the search

updated-last_30_days = In the last 30 days
updated-last_12_months = In the last 12 months
updated-last_3_years = In the last 3 years
producer-user = Private individual
producer-not-specified = Not specified

## Dashboards: their pages

dashboard-about = The catalogue measured: publication, freshness, licences, formats, quality, availability, uses.
dashboard-themes = Parts of the dashboard
organization-dashboard = Dashboard of the organization
organization-dashboard-of = Dashboard: { $name }
figure-details = In more detail:
figure-numbers = The numbers
figure-download = Download the data
figure-empty = This catalogue does not hold what this figure is made of.
figure-others = On the same subject
figure-all = All figures
figure-cut = First { $shown } rows of { $all }; all of them are in the CSV file.
mend-first = What to mend first
mend-nothing = Nothing: all is up to date, licensed and documented, and the files that were checked answered.
mend-csv = All datasets to mend
quality-csv = The nine criteria of quality of every dataset:
map-credit = Outlines:
map-public-domain = public domain

## Dashboards: their parts, the titles of figures, how each is counted, what it says in a sentence

theme-publication = Publication
theme-freshness = Freshness
theme-licenses = Licences
theme-formats = Formats
theme-quality = Quality
theme-files = Files and hosts
theme-organizations = Organizations
theme-coverage = Coverage
theme-subjects = Subjects
theme-uses = Uses
theme-discussions = Discussions
theme-harvest = Harvest
theme-integrity = Integrity of the export
figure-totals = In numbers
about-totals = Datasets listed on this portal; archived ones are counted apart. Views, downloads and followers are those that the catalogue gives for these datasets.
figure-datasets-per-month = Datasets published each month
about-datasets-per-month = Datasets that still exist, by the month in which they came to the portal: published directly, or harvested from another catalogue.
key-datasets-per-month = From { $first } to { $last }; at most { $most } in a month, { $month }.
figure-datasets-running = Datasets in all
about-datasets-running = The sum, at the end of each year, of the datasets that exist today. Those deleted or archived since are not in it.
key-datasets-running = { $total } in all, { $share } of them harvested from another catalogue.
figure-datasets-per-year = Datasets published each year
about-datasets-per-year = Datasets that still exist, by the year in which they came to the portal.
figure-update-age = Age of the last update
about-update-age = Time from the last update to the day of the catalogue: the update at the original catalogue, else of the newest file, else of the record.
key-update-age = { $share } of the datasets were updated within a year.
figure-promises = Frequencies promised and kept
about-promises = A dataset is late when more than a day has passed since its next update was due. Some frequencies promise no date.
key-promises = Kept by { $share } of those that promise a date ({ $dated }); late: { $late }.
figure-licenses = Licences
about-licenses = A licence is open in the sense of the Open Definition: all of udata’s list save “not specified”.
key-licenses = { $share } of the datasets have an open licence ({ $open }).
figure-licenses-per-year = Licences by year of publication
about-licenses-per-year = Datasets published each year: under an open licence, under another or an unspecified one, under none.
figure-format-families = Families of formats
about-format-families = Datasets with at least one file of the family. A dataset may be in several.
figure-formats = Formats
about-formats = Datasets with at least one file in the format, once its different spellings are put together.
figure-format-openness = Open and machine-readable formats
about-format-openness = Share of datasets with files of which at least one is in an open format (neither PDF, Word nor Excel, as udata counts) and of which at least one is read by programs (table, structured data, map, exchange format), by year of publication.
key-format-openness = { $open } of the datasets have a file in an open format, { $machine } a machine-readable one.
figure-quality-scores = Quality score
about-quality-scores = Points out of nine, by udata’s nine criteria. Where a criterion cannot be checked, the score is the one that the catalogue gives.
key-quality-scores = { $mean } of the points on average; { $good } of the datasets reach two thirds. { $unknown ->
    [0] {""}
    [one] One dataset has no score.
   *[other] { $unknown } datasets have no score.
}
figure-quality-criteria = The nine criteria of quality
about-quality-criteria = Datasets that pass each criterion, that fail it, and those of which the catalogue does not tell.
figure-quality-by-producer = Quality by producer
about-quality-by-producer = Mean score of datasets, by the kind of the organization that publishes them.
figure-description-lengths = Length of descriptions
about-description-lengths = How many characters the descriptions of datasets have.
figure-mqa-dimensions = Estimated score of data.europa.eu
about-mqa-dimensions = How the European portal would score the datasets: 405 points in five dimensions, estimated from what the catalogue holds. Findability (100): keywords, themes, place, period. Accessibility (100): addresses that answer. Interoperability (110): formats. Reusability (75): licence, contact, publisher. Context (20): sizes, dates. udata has no themes, so 30 points are never reached. The quarters tell how many datasets have up to a quarter of the dimension’s points, up to half…
key-mqa-dimensions = { $points } points of { $most } on average; { $good } of the datasets are good or excellent. { $unknown ->
    [0] {""}
    [one] One dataset cannot be estimated: its files are not listed.
   *[other] { $unknown } datasets cannot be estimated: their files are not listed.
}
figure-mqa-ratings = Verdicts of data.europa.eu
about-mqa-ratings = By the estimated score: excellent from 351 points of 405, good from 221, sufficient from 121.
figure-mqa-metrics = Criteria of data.europa.eu
about-mqa-metrics = How far the datasets fulfil each criterion of the estimated score on average; of a dataset’s files, the share that does counts.
figure-file-types = Types of files
about-file-types = Files by what they are for, as their producer says.
figure-availability = Availability of files
about-availability = By the portal’s last check. A file that did not answer may be back since.
key-availability = Did not answer: { $share } of the files checked ({ $checked }). Datasets concerned: { $datasets }.
figure-availability-statuses = Answers of unavailable files
about-availability-statuses = HTTP status of the last check.
figure-availability-hosts = Availability by host
about-availability-hosts = Hosts of which most files did not answer the last check.
figure-hosting = Where files are
about-hosting = Files uploaded to the portal, or elsewhere and by which protocol.
figure-hosts = Hosts
about-hosts = The host name in the address of each file.
key-hosts = { $hosts ->
    [one] A single host.
   *[other] { $hosts } different hosts.
}
figure-organizations = Organizations that publish most
about-organizations = By number of datasets.
figure-organizations-activity = Last activity of organizations
about-organizations-activity = Time from the last publication or update of a dataset to the day of the catalogue.
key-organizations-activity = Without a publication or update for over a year: { $silent } of { $all } ({ $share }).
figure-organizations-silent = Organizations silent for a year
about-organizations-silent = Organizations that have neither published nor updated a dataset for over a year, those with most datasets first.
figure-organizations-archived = Organizations with only archived datasets
about-organizations-archived = Organizations all of whose datasets are archived, those with most datasets first.
figure-organizations-per-year = First publications
about-organizations-per-year = Organizations by the year of their first dataset that still exists.
figure-organizations-concentration = Concentration of publications
about-organizations-concentration = Share of the datasets that the organizations publish which publish most.
key-organizations-concentration = The ten first organizations publish { $ten } of the datasets. Gini index: { $gini }.
figure-organization-badges = Kinds of organizations
about-organization-badges = Organizations by their badges. An organization may have several.
figure-granularities = Spatial coverage: granularity
about-granularities = How fine the described territory is, from the widest to the finest.
key-granularities = { $share } of the datasets say which places they cover.
figure-departments = Departments covered
about-departments = Datasets whose coverage names the department. Those that cover a town, a region or all of France are not counted here.
key-departments = Most covered: { $name } ({ $most }). { $placed } of the datasets name a department or a region.
figure-regions = Regions covered
about-regions = Datasets whose coverage names the region.
key-regions = Most covered: { $name } ({ $most }). { $placed } of the datasets name a department or a region.
figure-temporal-coverage = Years covered
about-temporal-coverage = Datasets whose period includes each year since 1900. A period without an end goes on to the day of the catalogue.
key-temporal-coverage = { $share } of the datasets say which period they cover.
figure-tags = Most used tags
about-tags = Datasets that have the tag.
key-tags = Different tags: { $tags }, { $once } of them used only once.
figure-tag-pairs = Tags used together
about-tag-pairs = Among the 50 most used tags, the pairs that most datasets have.
figure-tags-per-dataset = Tags per dataset
about-tags-per-dataset = How many tags a dataset has.
figure-schemas = Data schemas
about-schemas = Files that say they follow a schema.
key-schemas = Datasets with a file that follows a schema: { $datasets } ({ $share }). Of the files that are tables, { $tables } follow one.
figure-schema-versions = Versions of schemas
about-schema-versions = Files by the version of the schema that they say they follow.
figure-badges = Badges of datasets
about-badges = High-value data, reference data, statistical series… A dataset may have several badges.
figure-reuses-per-dataset = Reuses per dataset
about-reuses-per-dataset = Reuses that the portal knows of each dataset.
key-reuses-per-dataset = Datasets reused: { $datasets } ({ $share }).
figure-reuse-types = Types of reuses
about-reuse-types = Reuses by their type.
figure-reuse-topics = Topics of reuses
about-reuse-topics = Reuses by their topic.
figure-most-reused = Most reused datasets
about-most-reused = By number of known reuses.
figure-most-viewed = Most viewed datasets
about-most-viewed = Views of the dataset’s page on the original portal.
figure-most-downloaded = Most downloaded datasets
about-most-downloaded = Downloads of the dataset’s files on the original portal.
figure-most-followed = Most followed datasets
about-most-followed = People who follow the dataset on the original portal.
figure-views-tail = Concentration of views
about-views-tail = Share of all views that the most viewed datasets have: the first one, three, ten, thirty, hundred…
key-views-tail = The ten most viewed datasets have { $ten } of the views; { $never } of the datasets have none.
figure-downloads-tail = Concentration of downloads
about-downloads-tail = Share of all downloads that the most downloaded datasets have: the first one, three, ten, thirty, hundred…
key-downloads-tail = The ten most downloaded datasets have { $ten } of the downloads; { $never } of the datasets have none.
figure-discussions-per-month = Discussions opened and closed
about-discussions-per-month = Discussions by the month in which they were opened, and closed.
key-discussions-per-month = Discussions: { $discussions }, { $share } of them closed; median time to close: { $days } d.
figure-discussions-per-year = Discussions by year
about-discussions-per-year = Discussions by the year in which they were opened, and closed.
key-discussions-per-year = Discussions: { $discussions }, { $share } of them closed; median time to close: { $days } d.
figure-discussion-states = What became of discussions
about-discussion-states = Closed by the producer; still open with an answer, or without any.
figure-discussion-delays = Time until discussions are closed
about-discussion-delays = Days from opening to closing, of discussions that are closed.
figure-most-discussed = Most discussed datasets
about-most-discussed = By number of discussions.
figure-harvest-backends = Ways of publication
about-harvest-backends = Harvested datasets, by harvester, and those published directly.
key-harvest-backends = { $share } of the datasets are harvested.
figure-harvest-sources = Harvested catalogues
about-harvest-sources = Datasets by the catalogue that they come from.
key-harvest-sources = { $sources ->
    [one] A single catalogue.
   *[other] { $sources } catalogues.
}
figure-findings = Faults of the export
about-findings = What reading the catalogue found to be wrong, and was mended, left or lost.
key-findings = Rows lost: { $lost }; mended or cut: { $mended }; remarks: { $remarks }.
figure-duplicate-titles = Duplicate titles
about-duplicate-titles = Titles that several datasets share.
key-duplicate-titles = Titles shared by several datasets: { $titles }, for { $datasets } datasets.

## Dashboards: columns, words, criteria, types of files, what to mend, faults of an export

column-what = Measure
column-value = Value
column-month = Month
column-year = Year
column-direct = Published directly
column-harvested = Harvested
column-total = Total
column-running = Total since the beginning
column-age = Age
column-datasets = Datasets
column-archived_datasets = Archived datasets
column-share = Share
column-frequency = Frequency
column-kept = Kept
column-late = Late
column-undated = No date promised
column-kept_share = Share kept
column-license = Licence
column-open = Open
column-other = Other or unspecified
column-none = Without licence
column-open_share = Open format
column-open_license_share = Share under an open licence
column-family = Family
column-files = Files
column-format = Format
column-machine_readable = Machine-readable
column-machine_readable_share = Machine-readable
column-with_files = Datasets with files
column-points = Points
column-criterion = Criterion
column-passed = Passed
column-failed = Failed
column-unknown = Unknown
column-passed_share = Share passed
column-badge = Badge
column-mean_score = Mean score
column-dimension = Dimension
column-mean_points = Mean points
column-most_points = Points at most
column-mean_share = Share reached
column-first_quarter = First quarter
column-second_quarter = Second quarter
column-third_quarter = Third quarter
column-last_quarter = Last quarter
column-rating = Verdict
column-metric = Criterion
column-length = Length
column-status = Answer
column-host = Host
column-unavailable = Unavailable
column-available = Available
column-checked = Checked
column-unavailable_share = Share unavailable
column-organization = Organization
column-organizations = Organizations
column-views = Views
column-downloads = Downloads
column-followers = Followers
column-first_publication = First publication
column-last_activity = Last activity
column-days = Days of silence
column-first_publications = First publications
column-largest_share = First organizations
column-granularity = Granularity
column-code = Code
column-territory = Territory
column-tag = Tag
column-other_tag = With the tag
column-tags = Tags
column-schema = Schema
column-version = Version
column-reuses = Reuses
column-type = Type
column-topic = Topic
column-dataset = Dataset
column-first_datasets = First datasets
column-opened = Opened
column-closed = Closed
column-delay = Time
column-discussions = Discussions
column-state = State
column-open_discussions = Still open
column-backend = Harvester
column-domain = Catalogue
column-last_update = Last update
column-finding = Fault
column-severity = Severity
column-occurrences = Occurrences
column-title = Title
word-datasets = datasets
word-archived = archived datasets
word-files = files
word-organizations = publishing organizations
word-reuses = reuses
word-dataservices = APIs
word-discussions = discussions
word-tags = different tags
word-views = views
word-downloads = downloads
word-followers = followers
word-files-sized = files of known size
word-volume = of files, where the size is known
word-age-month = A month at most
word-age-quarter = One to three months
word-age-year = Three months to a year
word-age-three-years = One to three years
word-age-older = Over three years
word-age-future = Date to come
word-age-unknown = Unknown
word-no-frequency = Unknown frequency
word-no-license = Without licence
word-yes = yes
word-no = no
word-format-unknown = Unknown format
word-description-none = No description
word-description-100 = 1 to 100 characters
word-description-200 = 101 to 200 characters
word-description-500 = 201 to 500 characters
word-description-2000 = 501 to 2,000 characters
word-description-more = Over 2,000 characters
word-file-available = Answered
word-file-unavailable = Did not answer
word-file-unchecked = Never checked
word-no-answer = No answer
word-no-host = Unreadable address
word-hosted-portal = Uploaded to the portal
word-hosted-https = Elsewhere, by HTTPS
word-hosted-http = Elsewhere, by HTTP without encryption
word-hosted-other = Elsewhere, otherwise
word-no-badge = Without badge
word-no-granularity = Not given
word-tags-none = None
word-tags-two = 1 or 2
word-tags-five = 3 to 5
word-tags-ten = 6 to 10
word-tags-more = Over 10
word-reuses-none = None
word-reuses-one = One
word-reuses-four = 2 to 4
word-reuses-nine = 5 to 9
word-reuses-more = 10 and over
word-none = Not given
word-discussion-closed = Closed
word-discussion-answered = Open, with an answer
word-discussion-unanswered = Open, without an answer
word-discussion-open = Open
word-delay-day = A day at most
word-delay-week = A week
word-delay-month = A month
word-delay-quarter = Three months
word-delay-year = A year
word-delay-more = Over a year
word-unknown = Unknown
word-direct = Published directly
word-severity-error = lost
word-severity-warning = mended
word-severity-info = remark
criterion-license = Licence given
criterion-temporal_coverage = Temporal coverage given
criterion-spatial = Spatial coverage given
criterion-update_frequency = Update frequency given
criterion-update_fulfilled_in_time = Update frequency kept
criterion-dataset_description_quality = Description long enough
criterion-has_open_format = Standard file formats
criterion-all_resources_available = All files are available
criterion-resources_documentation = Files documented
resource-type-main = Main files
resource-type-documentation = Documentation
resource-type-update = Updates
resource-type-api = APIs
resource-type-code = Source code
resource-type-other = Other
mend-late = Late
mend-license = Without licence
mend-files = Files that did not answer
mend-description = Description too short
mend-documentation = Files without documentation
finding-ragged-row = Row with the wrong number of cells
finding-lost-quote = Lost quotation mark
finding-bad-date = Unreadable date
finding-bad-number = Unreadable number
finding-bad-extras = Unreadable extras
finding-duplicate-dataset = Duplicate dataset
finding-duplicate-resource = Duplicate file
finding-duplicate-organization = Duplicate organization
finding-duplicate-reuse = Duplicate reuse
finding-duplicate-dataservice = Duplicate API
finding-duplicate-slug = Duplicate address
finding-dangling-resource-dataset = File of a missing dataset
finding-dangling-reuse-dataset = Reuse of a missing dataset
finding-dangling-dataservice-dataset = API of a missing dataset
finding-dangling-discussion-subject = Discussion of a missing dataset
finding-dangling-dataset-organization = Dataset of a missing organization
finding-dangling-reuse-organization = Reuse by a missing organization
finding-dangling-dataservice-organization = API of a missing organization
finding-unknown-license = Unknown licence
finding-unknown-frequency = Unknown frequency
finding-unknown-granularity = Unknown granularity
finding-unknown-resource-type = Unknown file type
finding-unknown-reuse-type = Unknown reuse type
finding-unknown-reuse-topic = Unknown reuse topic
finding-unknown-access-type = Unknown access type
finding-missing-id = Missing id
finding-missing-title = Missing title
finding-impossible-date = Impossible date
finding-future-date = Date to come
finding-url-without-scheme = Address without a scheme
finding-placeholder-description = Description left as a placeholder
finding-private-record = Private record
finding-deleted-record = Deleted record
finding-unknown-file = Unknown file
finding-link-not-followed = Link not followed
finding-duplicate-column = Column given twice
finding-unknown-column = Unknown column
finding-swapped-columns = Swapped columns
finding-bad-type = Unexpected type of value
finding-bad-json = Unreadable JSON
finding-mended-json = Mended JSON
finding-duplicate-topic = Duplicate topic
finding-duplicate-post = Duplicate post
finding-dangling-community-dataset = Community resource of a missing dataset
finding-dangling-topic-element = Topic about a missing record
finding-dangling-post-element = Post about a missing record
finding-draft-post = Draft of a post
finding-unknown-record = Record of an unknown kind
finding-bad-utf8 = Text that is not UTF-8
finding-negative-size = Negative size
finding-unsafe-url = Unsafe address
finding-malformed-url = Malformed address
finding-credentials-in-url = Password in an address
finding-private-address = Address of a private network
finding-reversed-coverage = Period that ends before it begins
finding-unfilled-placeholder = Placeholder left open
finding-script-in-description = Script in a description
