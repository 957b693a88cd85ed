// While a mouse is over a star the row shows what a click would choose. What is chosen, CSS shows by itself.
document.addEventListener("alpine:init", () => {
  Alpine.data("starInput", () => ({
    hovered: null,
    row: {
      "x-bind:data-preview"() {
        return this.hovered !== null;
      },
      "x-on:pointerleave"() {
        this.hovered = null;
      },
    },
    star: {
      "x-bind:data-hovered"() {
        return this.hovered === this.$el;
      },
      "x-on:pointerenter"({ pointerType }) {
        if (pointerType === "mouse" || pointerType === "pen") this.hovered = this.$el;
      },
      "x-on:change"() {
        this.hovered = null;
      },
    },
  }));
});
