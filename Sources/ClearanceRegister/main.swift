RegisterCommand.start()
