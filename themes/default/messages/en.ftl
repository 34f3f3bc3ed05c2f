# Words that pages are given by the program: vocabularies, counts, headings.

## Names of things

datasets = Datasets
organizations = Organisations
reuses = Reuses
dataservices = APIs
tags = Tags
licenses = Licences
formats = Formats
granularities = Granularities
dashboard = Dashboard
search = Search
site-map = Site map
not-found = Page not found
file-untitled = Unnamed file
producer-person = A private individual

## Counts

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
count-files-code = { $count ->
    [0] No source code
    [one] { $count } source code
   *[other] { $count } source codes
}
count-files-other = { $count ->
    [0] No other file
    [one] { $count } other file
   *[other] { $count } other files
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
count-organizations = { $count ->
    [0] No organisation
    [one] { $count } organisation
   *[other] { $count } organisations
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

## Listings

page-number = Page { $count }
datasets-of = Datasets: { $name }
heading-tag = Tag: { $name }
heading-license = Licence: { $name }
heading-format = Format: { $name }
heading-granularity = Granularity: { $name }
family-all = All formats: { $name }
order-published = By date of publication
order-updated = Recently updated
order-producers = By producer, A to Z
recently-updated = Recently updated
recently-updated-intro = The hundred datasets that were updated last.
largest-producers = Most active producers
tags-most-used = Most used tags
letter-other = Other
site-map-ways = Ways to the datasets
site-map-others = Other sections
site-map-pages = About this site
chart-months = Datasets published each month

## The day that the catalogue speaks of

snapshot-config = date set in the site’s configuration
snapshot-manifest = date of collection
snapshot-file-name = date of the export
snapshot-epoch = date set when the site was built
snapshot-newest-record = date of the last known change

## Licences

license-notspecified = Licence not specified

## Update frequencies

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

## Families of formats

family-tabular = Tables
family-machine_readable = Structured data
family-geographical = Geographical data
family-documents = Documents
family-other = Other formats

## Granularities

granularity-country-group = Group of countries
granularity-country = Country
granularity-country-subset = Part of a country
granularity-fr-region = French region
granularity-fr-departement = French department
granularity-fr-epci = French intermunicipal body (EPCI)
granularity-fr-arrondissement = French arrondissement
granularity-fr-collectivite = French overseas collectivity
granularity-fr-canton = French canton
granularity-fr-commune = French municipality
granularity-fr-iris = IRIS (INSEE neighbourhood)
granularity-poi = Point of interest
granularity-other = Other

## Badges

badge-hvd = High-value data
badge-spd = Reference data public service
badge-inspire = INSPIRE
badge-pivotal-data = Pivotal data
badge-sl = Labelled statistical series
badge-sr = Statistical series of recognised general interest
badge-c3 = Climate challenge
badge-nec = Entrepreneurs of culture
badge-openfield16 = Openfield16
badge-public-service = Public service
badge-certified = Certified
badge-local-authority = Local authority
badge-association = Association
badge-company = Company

## Access

access-open = Open access
access-open_with_account = Open with an account
access-restricted = Restricted access

## Reuses

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
