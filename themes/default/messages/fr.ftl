# Words that pages are given by the program: vocabularies, counts, headings.

## Names of things

datasets = Jeux de données
organizations = Organisations
reuses = Réutilisations
dataservices = API
tags = Mots-clés
licenses = Licences
formats = Formats
granularities = Granularités
dashboard = Tableau de bord
search = Recherche
site-map = Plan du site
not-found = Page introuvable
file-untitled = Fichier sans nom
producer-person = Un particulier

## Counts

count-datasets = { $count ->
    [0] Aucun jeu de données
    [one] { $count } jeu de données
   *[other] { $count } jeux de données
}
count-files = { $count ->
    [0] Aucun fichier
    [one] { $count } fichier
   *[other] { $count } fichiers
}
count-files-main = { $count ->
    [0] Aucun fichier principal
    [one] { $count } fichier principal
   *[other] { $count } fichiers principaux
}
count-files-documentation = { $count ->
    [0] Aucun fichier de documentation
    [one] { $count } fichier de documentation
   *[other] { $count } fichiers de documentation
}
count-files-update = { $count ->
    [0] Aucune mise à jour
    [one] { $count } mise à jour
   *[other] { $count } mises à jour
}
count-files-api = { $count ->
    [0] Aucune API
   *[other] { $count } API
}
count-files-code = { $count ->
    [0] Aucun code source
    [one] { $count } code source
   *[other] { $count } codes source
}
count-files-other = { $count ->
    [0] Aucun autre fichier
    [one] { $count } autre fichier
   *[other] { $count } autres fichiers
}
count-reuses = { $count ->
    [0] Aucune réutilisation
    [one] { $count } réutilisation
   *[other] { $count } réutilisations
}
count-dataservices = { $count ->
    [0] Aucune API
   *[other] { $count } API
}
count-organizations = { $count ->
    [0] Aucune organisation
    [one] { $count } organisation
   *[other] { $count } organisations
}
count-tags = { $count ->
    [0] Aucun mot-clé
    [one] { $count } mot-clé
   *[other] { $count } mots-clés
}
count-members = { $count ->
    [0] Aucun membre
    [one] { $count } membre
   *[other] { $count } membres
}
count-discussions = { $count ->
    [one] { $count } discussion
   *[other] { $count } discussions
}{ $open ->
    [0] {""}
    [one] , dont { $open } ouverte
   *[other] , dont { $open } ouvertes
}
total-datasets = { $count ->
    [one] jeu de données
   *[other] jeux de données
}
total-files = { $count ->
    [one] fichier
   *[other] fichiers
}
total-producers = { $count ->
    [one] producteur
   *[other] producteurs
}
total-reuses = { $count ->
    [one] réutilisation
   *[other] réutilisations
}

## Listings

page-number = Page { $count }
datasets-of = Jeux de données : { $name }
heading-tag = Mot-clé : { $name }
heading-license = Licence : { $name }
heading-format = Format : { $name }
heading-granularity = Granularité : { $name }
family-all = Tous les formats : { $name }
order-published = Par date de publication
order-updated = Mis à jour récemment
order-producers = Par producteur, de A à Z
recently-updated = Mis à jour récemment
recently-updated-intro = Les cent jeux de données mis à jour le plus récemment.
largest-producers = Producteurs les plus actifs
tags-most-used = Mots-clés les plus utilisés
letter-other = Autres
site-map-ways = Parcourir les jeux de données
site-map-others = Autres rubriques
site-map-pages = À propos de ce site
chart-months = Jeux de données publiés chaque mois

## The day that the catalogue speaks of

snapshot-config = date fixée par la configuration du site
snapshot-manifest = date de la collecte
snapshot-file-name = date de l’export
snapshot-epoch = date fixée à la construction du site
snapshot-newest-record = date de la dernière modification connue

## Licences

license-notspecified = Licence non spécifiée

## Update frequencies

frequency-continuous = Temps réel
frequency-oneMinute = Toutes les minutes
frequency-fiveMinutes = Toutes les cinq minutes
frequency-tenMinutes = Toutes les dix minutes
frequency-fifteenMinutes = Toutes les quinze minutes
frequency-thirtyMinutes = Toutes les trente minutes
frequency-hourly = Toutes les heures
frequency-bihourly = Toutes les deux heures
frequency-trihourly = Toutes les trois heures
frequency-twelveHours = Toutes les douze heures
frequency-severalTimesADay = Plusieurs fois par jour
frequency-threeTimesADay = Trois fois par jour
frequency-semidaily = Deux fois par jour
frequency-daily = Quotidienne
frequency-fiveTimesAWeek = Cinq fois par semaine
frequency-threeTimesAWeek = Trois fois par semaine
frequency-semiweekly = Deux fois par semaine
frequency-weekly = Hebdomadaire
frequency-biweekly = Toutes les deux semaines
frequency-threeTimesAMonth = Trois fois par mois
frequency-semimonthly = Deux fois par mois
frequency-monthly = Mensuelle
frequency-bimonthly = Tous les deux mois
frequency-quarterly = Trimestrielle
frequency-threeTimesAYear = Trois fois par an
frequency-semiannual = Deux fois par an
frequency-annual = Annuelle
frequency-biennial = Tous les deux ans
frequency-triennial = Tous les trois ans
frequency-quadrennial = Tous les quatre ans
frequency-quinquennial = Tous les cinq ans
frequency-decennial = Tous les dix ans
frequency-bidecennial = Tous les vingt ans
frequency-tridecennial = Tous les trente ans
frequency-punctual = Ponctuelle
frequency-irregular = Sans régularité
frequency-never = Jamais
frequency-notPlanned = Non planifiée
frequency-other = Autre
frequency-unknown = Inconnue

## Families of formats

family-tabular = Tableaux
family-machine_readable = Données structurées
family-geographical = Données géographiques
family-documents = Documents
family-other = Autres formats

## Granularities

granularity-country-group = Groupement de pays
granularity-country = Pays
granularity-country-subset = Sous-ensemble de pays
granularity-fr-region = Région française
granularity-fr-departement = Département français
granularity-fr-epci = Intercommunalité française (EPCI)
granularity-fr-arrondissement = Arrondissement français
granularity-fr-collectivite = Collectivité d’outre-mer
granularity-fr-canton = Canton français
granularity-fr-commune = Commune française
granularity-fr-iris = IRIS (quartier INSEE)
granularity-poi = Point d’intérêt
granularity-other = Autre

## Badges

badge-hvd = Données de forte valeur
badge-spd = Service public de la donnée de référence
badge-inspire = INSPIRE
badge-pivotal-data = Données pivot
badge-sl = Séries statistiques labellisées
badge-sr = Séries statistiques reconnues d’intérêt général
badge-c3 = Challenge Climat
badge-nec = Nous entrepreneurs de cultures
badge-openfield16 = Openfield16
badge-public-service = Service public
badge-certified = Certifié
badge-local-authority = Collectivité territoriale
badge-association = Association
badge-company = Entreprise

## Access

access-open = Accès ouvert
access-open_with_account = Ouvert avec un compte
access-restricted = Accès restreint

## Reuses

reuse-type-api = API
reuse-type-application = Application
reuse-type-idea = Idée
reuse-type-news_article = Article de presse
reuse-type-paper = Publication
reuse-type-post = Article de blog
reuse-type-visualization = Visualisation
reuse-type-hardware = Objet connecté
reuse-topic-health = Santé
reuse-topic-transport_and_mobility = Transports et mobilité
reuse-topic-housing_and_development = Aménagement du territoire et logement
reuse-topic-food_and_agriculture = Alimentation et agriculture
reuse-topic-culture_and_recreation = Culture et loisirs
reuse-topic-economy_and_business = Économie et entreprise
reuse-topic-environment_and_energy = Environnement et énergie
reuse-topic-work_and_training = Emploi et formation
reuse-topic-politics_and_public_life = Politique et vie publique
reuse-topic-safety_and_security = Sécurité
reuse-topic-education_and_research = Éducation et recherche
reuse-topic-society_and_demography = Société et démographie
reuse-topic-law_and_justice = Droit et justice
reuse-topic-open_data_tools = Outils open data
reuse-topic-others = Autres
