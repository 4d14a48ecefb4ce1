// What unit tests ask the sandbox is made up, so it is not recorded for the check against Discord's
// document; what the built bot asks is.
delete process.env.SANDBOX_RECORDING;
