"""A crawler that follows every link and sends every form, and says what breaks. See docs/testing.md."""
