import LocatedYAML
import RuleCompiler

/// Why a line of a log is no record.
package enum AuditMistake: String, Sendable, CaseIterable {
  case notJSON = "not-json"
  case notAnObject = "not-an-object"
  case repeatedKey = "repeated-key"
  case wrongType = "wrong-type"
  case unknownValue = "unknown-value"
  case badNumber = "bad-number"
  case badTime = "bad-time"
  case notUTF8 = "not-utf-8"
  case cutOff = "cut-off"
  case wrongWidth = "wrong-width"
  case noID = "no-id"
  case badID = "bad-id"
  case tooLong = "too-long"
  case tooLarge = "too-large"
  case notANumber = "not-a-number"
  case loneSurrogate = "lone-surrogate"
  case tooDeep = "too-deep"
  case badQuotes = "bad-quotes"

  /// In a clause.
  var words: Words {
    switch self {
    case .notJSON: Words("it is no JSON", "ce n'est pas du JSON")
    case .notAnObject: Words("it is JSON, and no object", "c'est du JSON, mais pas un objet")
    case .repeatedKey:
      Words("a key that is read stands there twice", "une clé lue s'y trouve deux fois")
    case .wrongType:
      Words(
        "the value is of another type than the fact", "la valeur est d'un autre type que le fait")
    case .unknownValue:
      Words(
        "the value is none that the vocabulary or the mapping knows",
        "la valeur n'est connue ni du vocabulaire ni de la correspondance")
    case .badNumber: Words("the value is no number", "la valeur n'est pas un nombre")
    case .badTime:
      Words(
        "the value is no day or time as the mapping says it is written",
        "la valeur n'est ni un jour ni une heure dans l'écriture que dit la correspondance")
    case .notUTF8: Words("its bytes are no UTF-8", "ses octets ne sont pas de l'UTF-8")
    case .cutOff:
      Words("it ends in the middle of a record", "elle s'arrête au milieu d'un enregistrement")
    case .wrongWidth:
      Words(
        "it has more or fewer fields than the header", "elle n'a pas autant de champs que l'en-tête"
      )
    case .noID: Words("it has no id", "elle n'a pas d'identifiant")
    case .badID:
      Words(
        "its id has a control character, as a line break or a tab",
        "son identifiant a un caractère de commande, comme un saut de ligne ou une tabulation")
    case .tooLong: Words("it has more than 16 MiB", "elle dépasse 16 Mio")
    case .tooLarge:
      Words(
        "the number is beyond 4,000,000,000,000, and is not counted exactly",
        "le nombre dépasse 4 000 000 000 000 et n'est plus compté exactement")
    case .notANumber:
      Words("the value is NaN or Infinity", "la valeur est NaN ou Infinity")
    case .loneSurrogate:
      Words(
        "half of a pair of surrogates stands alone in it",
        "la moitié d'une paire de substitution s'y trouve seule")
    case .tooDeep: Words("values stand in values more than 64 deep", "plus de 64 valeurs emboîtées")
    case .badQuotes:
      Words("something stands behind a closing quote", "quelque chose suit un guillemet fermant")
    }
  }
}
