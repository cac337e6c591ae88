print("kedit")
