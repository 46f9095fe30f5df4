import ArgumentParser
import ClearanceCLI
import Register
import Reports
import RuleCompiler

/// Which register.
struct RegisterArgument: ParsableArguments {
  @Argument(help: "The file of the register.", completion: .file())
  var register: String

  /// Opens it.
  func open(
    toWrite writing: Bool = false, in surroundings: Surroundings
  ) throws(Failure) -> RegisterStore {
    try attempt { () throws(RegisterError) in
      try RegisterStore(surroundings.files.absolute(register), writing: writing)
    }
  }

  /// Does something with the register; what goes wrong is told of this file.
  func attempt<Result>(
    _ work: () throws(RegisterError) -> Result
  ) throws(Failure) -> Result {
    do { return try work() } catch { throw Failure(Problem(error, register)) }
  }
}

extension DayOption {
  /// The day of an event: the one that is named, else today in UTC.
  func ofEvent(in surroundings: Surroundings) throws(Failure) -> Day {
    try read() ?? surroundings.today
  }
}

extension Problem {
  /// - Parameter file: the register.
  init(_ error: RegisterError, _ file: String) {
    switch error {
    case .missing:
      self.init(
        code: "no-register", message: "there is no such register",
        french: "il n'y a pas de tel registre", file: file,
        hint: "`clearance register init FILE` makes one",
        frenchHint: "`clearance register init FILE` en crée un")
    case .exists:
      self.init(
        code: "file-exists", message: "there is such a file already, and it is left as it is",
        french: "ce fichier existe déjà, et reste tel quel", file: file,
        hint: "name another file", frenchHint: "nommer un autre fichier")
    case .notARegister:
      self.init(
        code: "not-a-register", message: "this file is no register",
        french: "ce fichier n'est pas un registre", file: file)
    case .newer(let version, let known):
      self.init(
        code: "newer-register",
        message:
          "this register has version \(version) of the format, and this program knows \(known)",
        french:
          "ce registre a la version \(version) du format, et ce programme connaît la \(known)",
        file: file, hint: "use the program that made it, or a later one",
        frenchHint: "utiliser le programme qui l'a créé, ou un plus récent")
    case .damaged(let words):
      self.init(
        code: "damaged-register", message: "this register is damaged: \(words)",
        french: "ce registre est endommagé : \(words)", file: file,
        hint: "go back to a backup, and add what has happened since",
        frenchHint: "revenir à une sauvegarde, et ajouter ce qui s'est passé depuis")
    case .full:
      self.init(
        code: "disk-full",
        message: "there is no room for this on the disk; the register is as it was before",
        french: "il n'y a pas de place pour cela sur le disque ; le registre est resté tel quel",
        file: file, hint: "make room, and run this again",
        frenchHint: "faire de la place, puis recommencer")
    case .busy:
      self.init(
        code: "register-busy", message: "another process has been writing to it for too long",
        french: "un autre processus y écrit depuis trop longtemps", file: file,
        hint: "run this again when it has ended", frenchHint: "recommencer quand il a fini")
    case .readOnly:
      self.init(
        code: "file-not-writable", message: "this register may be read, but not written",
        french: "ce registre peut être lu, mais non écrit", file: file)
    case .failed(let words):
      self.init(
        code: "register-failed", message: "the register cannot be used: \(words)",
        french: "le registre ne peut servir : \(words)", file: file)
    case .unknownSystem(let name):
      self.init(
        code: "unknown-system", message: "no system `\(name)` is in this register",
        french: "aucun système `\(name)` n'est dans ce registre", file: file,
        hint: "`clearance register list` names them",
        frenchHint: "`clearance register list` les nomme")
    case .line(let number, let fault):
      self.init(
        code: "bad-line",
        message: "line \(number): \(fault.words.english); nothing was read in",
        french: "ligne \(number) : \(fault.words.french ?? "") ; rien n'a été repris", file: file)
    }
  }
}

extension RegisterError.LineFault {
  var words: Text {
    switch self {
    case .malformed:
      Text(
        "it is no file and no event as `export` writes them",
        french: "ce n'est ni un fichier ni un événement tels que `export` les écrit")
    case .tooLong: Text("it is too long", french: "elle est trop longue")
    case .fileDigest:
      Text(
        "these bytes do not have this digest", french: "ces octets n'ont pas cette empreinte")
    case .chain:
      Text(
        "this event was changed, or does not follow the one before",
        french: "cet événement a été modifié, ou ne suit pas le précédent")
    case .otherHistory:
      Text(
        "the register has another event under this number",
        french: "le registre a un autre événement sous ce numéro")
    case .reference:
      Text(
        "this event names something that does not stand before it",
        french: "cet événement nomme quelque chose qui n'est pas avant lui")
    case .format:
      Text(
        "an export of a register was expected, of version 1",
        french: "un export d'un registre était attendu, de version 1")
    case .truncated:
      Text("the last events are missing", french: "les derniers événements manquent")
    }
  }
}
