# Under charts: what axis and marks mean.
chart-axis-not-from-zero = The axis does not start at 0.
chart-hollow-is-preliminary = Hollow mark: preliminary value.
