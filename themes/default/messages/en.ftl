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
chart-months = Datasets published each month
chart-months-note = From { $first } to { $last }. At most { $most }, in { $month }.
chart-table = See the numbers
month = Month
month-count = Published
month-running = Total
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
search-without-script = Search runs in your browser, with JavaScript, on a site that is online. Without JavaScript, with an old browser or in a folder opened without a server (file://), these lists lead to the same data.
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
