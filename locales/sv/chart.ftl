# Under diagram: vad axel och markeringar betyder.
chart-axis-not-from-zero = Axeln börjar inte vid 0.
chart-hollow-is-preliminary = Ihålig markering: preliminärt värde.
