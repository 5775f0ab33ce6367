"""The trainee's screens, one module each. They show what the desk says and send the actions that it offers."""
