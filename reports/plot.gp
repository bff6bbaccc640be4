# Look of every plot; figure.c appends axes and curves, and uses the styles below by name. style.css knows these colours and
# gives them dark counterparts: change both.
set terminal svg size 640,380 dynamic enhanced font "system-ui,sans-serif,13"
set encoding utf8
set border 3 lc rgb "#10202f" lw 0.8
set tics nomirror out scale 0.6 textcolor rgb "#10202f"
set grid lc rgb "#d3d9e0" lw 0.6 dt 1
set key noenhanced tmargin left horizontal Left reverse samplen 2 spacing 1.1 textcolor rgb "#10202f"
set lmargin 10
set rmargin 3
seed = 'with lines lw 0.9 lc rgb "#8fb3da"'
bound = 'with lines lw 1.8 dt 2 lc rgb "#10203f"'
bounds = 'with lines lw 0.8 dt 2 lc rgb "#10203f"'
control = 'with lines lw 1.6 dt 4 lc rgb "#c2412c"'
line1 = 'with lines lw 1.8 lc rgb "#2464ab"'
line2 = 'with lines lw 1.8 lc rgb "#b8651b"'
line3 = 'with lines lw 1.8 lc rgb "#2a8a63"'
line4 = 'with lines lw 1.8 lc rgb "#8353b0"'
points1 = 'with linespoints lw 1.4 pt 7 ps 0.55 lc rgb "#2464ab"'
points2 = 'with linespoints lw 1.4 pt 5 ps 0.55 lc rgb "#b8651b"'
points3 = 'with linespoints lw 1.4 pt 9 ps 0.65 lc rgb "#2a8a63"'
points4 = 'with linespoints lw 1.4 pt 13 ps 0.65 lc rgb "#8353b0"'
cloud1 = 'with points pt 7 ps 0.55 lc rgb "#2464ab"'
cloud2 = 'with points pt 5 ps 0.55 lc rgb "#b8651b"'
cloud3 = 'with points pt 9 ps 0.65 lc rgb "#2a8a63"'
cloud4 = 'with points pt 13 ps 0.65 lc rgb "#8353b0"'
