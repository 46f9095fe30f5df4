import ClearanceCLI

Program.run()
