// Takes away the way to the host's modules, so that src/crypto has to fall back to its portable hashes.
delete process.getBuiltinModule
