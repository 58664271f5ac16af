// Before anything is drawn: the language and the theme that were chosen at this station.
(() => {
  const root = document.documentElement;
  root.lang = localStorage.getItem("station-language") ?? root.lang;
  const night = { night: "screen", day: "not all" }[localStorage.getItem("station-theme")];
  if (night) document.getElementById("night").media = night;
})();
