/// A law of three duties, made up: enough to be kept, broken and left open.
enum SmallLaw {
  static let files = [
    "vocabulary/facts.yaml": vocabulary, "memberships.yaml": memberships,
    "eu/small-act/act.yaml": act, "eu/small-act/duties.yaml": duties,
  ]

  static let vocabulary = """
    language: 1
    vocabulary: small
    groups:
      system: {en: The system, fr: Le système}
      use: {en: A use, fr: Un usage}
      course: {en: A course, fr: Une formation}
    lists:
      training: {item: course, ask: {en: Each course, fr: Chaque formation}}
    facts:
      system.can_stop:
        ask: {en: Can somebody stop it?, fr: Quelqu'un peut-il l'arrêter ?}
        type: yes_no
        of: system
      system.records_kept_months:
        ask: {en: For how many months are records kept?, fr: Combien de mois garde-t-on les journaux ?}
        type: number
        unit: month
        none: yes
        of: system
      system.since:
        ask: {en: Since when does it run?, fr: Depuis quand fonctionne-t-il ?}
        type: date
        none: yes
        of: system
      system.maker_country:
        ask: {en: Where is its maker?, fr: Où est son fabricant ?}
        type: country
        of: system
      use.about:
        ask: {en: What is it about?, fr: De quoi s'agit-il ?}
        type: some_of
        of: use
        options:
          goods: {en: Goods, fr: Marchandises}
          persons: {en: Persons, fr: Personnes}
      use.influence:
        ask: {en: How far does it decide?, fr: Jusqu'où décide-t-il ?}
        type: one_of
        ordered: yes
        of: use
        options: [prepares, proposes, decides]
      course.fits:
        ask: {en: Does the course fit the role?, fr: La formation convient-elle au rôle ?}
        type: yes_no
        of: item
    """

  static let memberships = """
    language: 1
    memberships:
      EU: {title: {en: European Union, fr: Union européenne}, members: [{code: NL, from: 1958-01-01}]}
    """

  static let act = """
    language: 1
    act: small-act
    title: {en: Small Act, fr: Petite loi}
    url: https://example.org/small-act
    jurisdiction: EU
    applies: {from: 2020-01-01}
    bearers: {keeper: keeper}
    """

  static let duties = """
    language: 1
    act: small-act
    definitions:
      keeper: {helper: yes, when: always}
      about_persons: {provision: [small-act/1], cite: Art. 1, says: {en: Persons are touched, fr: Des personnes sont touchées}, when: {use.about: persons}}
    prohibitions:
      no_deciding:
        provision: [small-act/2]
        cite: Art. 2
        says: {en: A system never decides about persons, fr: Un système ne décide jamais de personnes}
        when: {all: [about_persons, {use.influence: decides}]}
    obligations:
      stop_control:
        provision: [small-act/3]
        cite: Art. 3
        says: {en: Somebody can stop the system, fr: Quelqu'un peut arrêter le système}
        bearer: keeper
        about: system
        when: always
        requires: system.can_stop
        severity: high
        remedy: {en: Give somebody a control that stops it., fr: Donner à quelqu'un une commande d'arrêt.}
      keep_records:
        provision: [small-act/4]
        cite: Art. 4
        says: {en: Records are kept for six months, fr: Les journaux sont gardés six mois}
        bearer: keeper
        about: system
        when: {some: training, has: course.fits}
        requires: {system.records_kept_months: {at_least: 6}}
    examples:
      - name: a system that somebody can stop is in order
        facts: {system: {can_stop: yes}}
        expect: {stop_control: satisfied}
      - name: a system that nobody can stop is not
        facts: {system: {can_stop: no}}
        expect: {stop_control: violated}
    """

  /// A use case of which all is well.
  static let good = """
    language: 1
    use_case: good
    jurisdictions: [NL]
    facts:
      system: {can_stop: yes, records_kept_months: 12}
    uses:
      goods: {facts: {use: {about: [goods], influence: prepares}}}
    lists: {training: {complete: yes, items: {basics: {fits: yes}}}}
    """

  /// A duty of high severity is broken.
  static let bad = good.replacing("can_stop: yes", with: "can_stop: no")

  /// Nobody has said whether anybody can stop it.
  static let open = good.replacing("can_stop: yes, ", with: "")
}

extension SmallLaw {
  /// It decides about persons, which is forbidden.
  static let decides = good.replacing(
    "about: [goods], influence: prepares", with: "about: [persons], influence: decides")

  /// A waiver of what `bad` breaks, good until the end of 2026.
  static let waiver = """

    waivers:
      - rule: small-act/stop_control
        reason: A control has been ordered
        approved_by: Head of IT
        expires: 2026-12-31
        verdict: violated
        facts: {system.can_stop: no}
    """
}

extension SmallLaw {
  /// The law of another place.
  static let elsewhere = """
    language: 1
    act: far-act
    title: {en: Far Act, fr: Loi lointaine}
    url: https://example.org/far-act
    jurisdiction: ZZ
    applies: {from: 2020-01-01}
    """

  /// It asks something of its own.
  static let dutiesElsewhere = """
    language: 1
    act: far-act
    prohibitions:
      no_foreign_maker:
        provision: [far-act/1]
        cite: Art. 1
        says: {en: No maker is from FR, fr: Aucun fabricant n'est de FR}
        about: system
        when: {system.maker_country: FR}
    """
}
