select chart_number from patient order by length(chart_number) desc, chart_number desc limit $1
