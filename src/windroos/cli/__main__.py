from windroos.cli import main

main()
