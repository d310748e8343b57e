# Under diagrammer: hva akse og markeringer betyr.
chart-axis-not-from-zero = Aksen starter ikke på 0.
chart-hollow-is-preliminary = Hult merke: foreløpig verdi.
