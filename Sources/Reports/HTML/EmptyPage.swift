import LocatedYAML
import RuleCompiler

/// The page of a run in which nothing could be assessed: what kept it.
struct EmptyPage {
  let writer: DocumentWriter

  var text: String {
    let language = writer.options.language
    let title = PageWords.notAssessed.in(language)
    return Markup.page(title: title, in: language, styled: .ofPages) { page in
      page.put(.main) { main in
        main.put(.h1, words: title)
        main.put(.ul) { list in
          for problem in writer.run.problems {
            let span = problem.span.map { ":\($0.start)" } ?? ""
            let place = problem.file.map { writer.path($0) + span + " – " } ?? ""
            list.put(
              .li, words: place + writer.message(of: problem) + " [" + problem.code + "]")
          }
        }
        main.put(.p, words: writer.ending)
      }
    }
  }
}
