import ArgumentParser

/// `clearance portfolio`: many systems counted together, or two such counts side by side.
struct PortfolioVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio",
    abstract: "Counts many systems together: classes, duties by date, open questions, indicators.",
    discussion: """
      `clearance portfolio FOLDER` is short for `clearance portfolio show FOLDER`.

      \(ExitStatus.help)
      """,
    subcommands: [PortfolioShow.self, PortfolioCompare.self],
    defaultSubcommand: PortfolioShow.self)
}
